"""Chats survive in SQLite, without addresses, and other people's files are not kept."""

import sqlite3
from pathlib import Path
from typing import Any

import chainlit as cl
import pytest
from chainlit.step import StepDict
from chainlit.types import Pagination, ThreadFilter

from domain.errors import Correctable
from tests.ui.page.samples import ADDRESS
from ui.page.chat_store import BlobFolder, ChatStore


async def _user(store: ChatStore, name: str = "ann") -> str:
    user = await store.create_user(cl.User(identifier=name))
    assert user
    return user.id


def _step(id_: str, thread: str, text: str) -> StepDict:
    return StepDict(id=id_, name="x", type="user_message", threadId=thread, streaming=False, input="", output=text)


@pytest.fixture(autouse=True)
async def _in_a_chat(emitted: Any, session: Any) -> None:
    session.has_first_interaction = True


async def test_a_thread_with_tags_and_metadata_is_kept(store: ChatStore) -> None:
    user = await _user(store)
    await store.update_thread("t1", name="hello", user_id=user, metadata={"a": [1]}, tags=["x", "y"])
    await store.create_step(_step("s1", "t1", "find hotels"))
    thread = await store.get_thread("t1")
    assert thread
    assert (thread["tags"], thread["metadata"]) == (["x", "y"], {"a": [1]})
    assert [step["output"] for step in thread["steps"]] == ["find hotels"]
    assert await store.get_thread_author("t1") == "ann"


async def test_addresses_are_masked_before_they_are_written(store: ChatStore, tmp_path: Path) -> None:
    user = await _user(store)
    await store.update_thread("t1", name=f"suppress {ADDRESS}\nplease", user_id=user)
    await store.create_step(_step("s1", "t1", f"suppress {ADDRESS}"))
    await store.update_step(_step("s1", "t1", f"suppress {ADDRESS} now"))
    with sqlite3.connect(tmp_path / "chat.db") as connection:
        dump = "\n".join(connection.iterdump())
    assert "suppress ***@lakeside.example now" in dump
    assert "suppress ***@lakeside.example please" in dump
    assert ADDRESS not in dump


async def test_the_history_is_paged_searched_and_knows_its_owner(store: ChatStore) -> None:
    ann, bob = await _user(store), await _user(store, "bob")
    for number in range(5):
        await store.update_thread(f"t{number}", name=f"chat {number}", user_id=ann)
        step = _step(f"s{number}", f"t{number}", f"word{number}")
        await store.create_step({**step, "createdAt": f"2026-11-0{number + 1}T00:00:00Z"})
    await store.update_thread("other", name="chat of bob", user_id=bob)

    first = await store.list_threads(Pagination(first=2), ThreadFilter(userId=ann))
    assert [thread["id"] for thread in first.data] == ["t4", "t3"]
    assert first.pageInfo.hasNextPage
    rest = await store.list_threads(Pagination(first=9, cursor="t3"), ThreadFilter(userId=ann))
    assert [thread["id"] for thread in rest.data] == ["t2", "t1", "t0"]
    assert not rest.pageInfo.hasNextPage
    found = await store.list_threads(Pagination(first=9), ThreadFilter(userId=ann, search="word1"))
    assert [thread["id"] for thread in found.data] == ["t1"]


async def test_a_card_is_kept_with_its_props_and_goes_with_its_chat(store: ChatStore, tmp_path: Path) -> None:
    user = await _user(store)
    await store.update_thread("t1", name="x", user_id=user)
    card = cl.CustomElement(name="LeadTable", props={"kind": "company_table", "ids": [1]}, thread_id="t1", for_id="s1")
    await store.create_element(card)
    thread = await store.get_thread("t1")
    assert thread and thread["elements"]
    (kept,) = thread["elements"]
    assert kept["props"] == {"kind": "company_table", "ids": [1]}
    assert await store.is_owner_of_blob(str(kept["objectKey"]), "ann")
    assert not await store.is_owner_of_blob(str(kept["objectKey"]), "bob")
    await store.delete_thread("t1")
    assert await store.get_thread("t1") is None
    assert not [one for one in (tmp_path / "blobs").rglob("*") if one.is_file()]


async def test_a_dropped_file_is_not_kept(store: ChatStore, tmp_path: Path) -> None:
    user = await _user(store)
    await store.update_thread("t1", name="x", user_id=user)
    await store.create_element(cl.File(name="leads.csv", content=ADDRESS, thread_id="t1", for_id="s1"))
    thread = await store.get_thread("t1")
    assert thread and not thread["elements"]
    assert not [one for one in (tmp_path / "blobs").rglob("*") if one.is_file()]


async def test_a_key_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    blobs = BlobFolder(tmp_path / "blobs")
    assert blobs.find("../secret") is None
    assert not await blobs.delete_file("../secret")
    with pytest.raises(Correctable):
        await blobs.upload_file("../other", b"x")
