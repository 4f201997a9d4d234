"""A live workspace has no way to fictional data, and nothing can be sent from it without a mailbox."""

from pathlib import Path

from agent.events import Notice
from db.directory import DirectoryIndex
from domain.company import FoundCompany
from runtime.bootstrap import open_app
from runtime.settings import Mode, Settings
from tests.fakes.person import Person
from tools.outcome import LeadTable


async def test_a_live_search_answers_from_the_directory_alone(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, mode=Mode.LIVE)
    async with open_app(settings) as app:
        say = Person(app.mind)
        heard = await say("find 10 hospitals in Buffalo")
        assert not heard.artifacts and "directory add" in heard.words
        firm = FoundCompany(
            name="Lakeside General", source="f.csv", source_url="f.csv#2", city="Buffalo", state="NY", trade="hospital"
        )
        await DirectoryIndex(app.workspace.directory).add([firm], "f.csv")
        heard = await say("find 10 hospitals in Buffalo")
        (table,) = (one for one in heard.artifacts if isinstance(one, LeadTable))
        assert [row.company.name for row in table.rows] == ["Lakeside General"]


async def test_no_practice_module_is_wired_into_a_live_workspace(tmp_path: Path) -> None:
    async with open_app(Settings(home=tmp_path, mode=Mode.LIVE)) as app:
        seen: set[int] = set()
        found: list[str] = []

        def walk(thing: object, depth: int = 0) -> None:
            if id(thing) in seen or depth > 12:
                return
            seen.add(id(thing))
            module = type(thing).__module__
            if "practice" in module:
                found.append(f"{module}.{type(thing).__name__}")
            inner = list(getattr(thing, "__dict__", {}).values())
            inner += [getattr(thing, name, None) for name in getattr(type(thing), "__slots__", ())]
            if isinstance(thing, (list, tuple, set)):
                inner += list(thing)
            if isinstance(thing, dict):
                inner += list(thing.values())
            for one in inner:
                if type(one).__module__.split(".")[0] in {"tools", "agent", "memory", "runtime", "builtins"}:
                    walk(one, depth + 1)

        walk(app)
        assert found == []


async def test_a_practice_workspace_begins_with_a_filled_profile_that_survives_a_restart(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, mode=Mode.PRACTICE)
    async with open_app(settings) as app:
        first = await app.services.profile.get()
    assert first.missing() == () and first.sender_email.endswith(".example")
    async with open_app(settings) as app:
        assert await app.services.profile.get() == first


async def test_a_live_workspace_without_firms_says_how_to_load_some_before_it_suggests_a_search(tmp_path: Path) -> None:
    async with open_app(Settings(home=tmp_path / "home", mode=Mode.LIVE)) as live:
        (notice,) = await live.mind.welcome("test")
        assert isinstance(notice, Notice) and "leadloop directory add FILE --mode live" in notice.text
        assert await live.services.report.next_steps() == ()
        (tmp_path / "firms.csv").write_text("name,city,state\nLakeside Hospital,Buffalo,NY\n", "utf-8")
        await live.intake.add_to_directory(str(tmp_path / "firms.csv"))
        assert await live.services.report.find_need() == ""
        assert await live.services.report.next_steps()
