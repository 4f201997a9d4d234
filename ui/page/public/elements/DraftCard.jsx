import { useEffect, useState } from "react"
import { Check, Pencil, RefreshCw, Send, TriangleAlert, X } from "lucide-react"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { Textarea } from "@/components/ui/textarea"
import { toast } from "sonner"

const LOW = 60
const STATUS = { pending: "waits for you", approved: "approved", rejected: "rejected", queued: "in the queue", sent: "sent" }

const seen = (draft) => ({
  draft: draft.draft,
  parts: draft.parts.map((part) => ({ step: part.step, version: part.version, body_hash: part.body_hash }))
})

/* The text with a small number behind each statement that rests on evidence. */
function Body({ part, numbers }) {
  const marks = new Map()
  part.claims.forEach((claim) => {
    const at = part.body.indexOf(claim.text)
    const number = numbers[claim.evidence]
    if (at >= 0 && number) marks.set(at + claim.text.length, (marks.get(at + claim.text.length) || new Set()).add(number))
  })
  const pieces = []
  let from = 0
  ;[...marks].sort((a, b) => a[0] - b[0]).forEach(([at, found]) => {
    const note = [...found].sort((a, b) => a - b).join(", ")
    pieces.push(part.body.slice(from, at), <sup key={at} className="ll-note">{note}</sup>)
    from = at
  })
  pieces.push(part.body.slice(from))
  return <div className="ll-mail" data-testid="draft-body">{pieces}</div>
}

function One({ draft, onAnswer, isBusy, setBusy }) {
  const ll = window.leadloop
  const first = draft.parts[0]
  const saved = ll.keep.read(draft.draft, first.version)
  const other = ll.keep.findOther(draft.draft, first.version)
  const [edit, setEdit] = useState(saved)
  const [said, setSaid] = useState(null)
  const change = (next) => { setEdit(next); ll.keep.write(draft.draft, first.version, next) }
  const begin = (part) => change({ step: part.step, subject: part.subject, body: part.body })
  const drop = () => { setEdit(null); ll.keep.clear(draft.draft) }
  const numbers = {}
  draft.evidence.forEach((one, index) => { numbers[one.evidence] = index + 1 })
  const isOpen = draft.status === "pending"
  const isLow = first.critic_score < LOW

  const run = async (name, payload) => {
    setBusy(true)
    const answer = await ll.act(callAction, name, payload)
    setBusy(false)
    setSaid({ ok: answer.ok, text: answer.said })
    /* The words in the card may be out of sight: its buttons are not at its end alone. */
    answer.ok ? toast.success(answer.said) : toast.error(answer.said)
    if (answer.ok) drop()
    onAnswer(answer)
  }
  const decide = (decision) => run("drafts_decide", { decision, drafts: [seen(draft)] })
  const save = () => run("draft_edit", { draft: seen(draft), step: edit.step, subject: edit.subject, body: edit.body })

  const letter = (part) =>
    edit && edit.step === part.step ? (
      <div className="ll-edit">
        <Input aria-label="Subject" data-testid="edit-subject" value={edit.subject} onChange={(e) => change({ ...edit, subject: e.target.value })} />
        <Textarea aria-label="Text" data-testid="edit-body" rows={14} value={edit.body} onChange={(e) => change({ ...edit, body: e.target.value })} />
      </div>
    ) : (
      <div className="ll-letter">
        <div className="ll-subject">{part.subject}</div>
        <Body part={part} numbers={numbers} />
      </div>
    )

  return (
    <div className="ll-card" data-testid="draft-card" data-draft={draft.draft} data-status={draft.status}>
      <div className="ll-head">
        <div>
          <b>{draft.company}</b>
          <span className="ll-dim">Draft {draft.draft} · to {draft.contact} &lt;{draft.to}&gt;</span>
        </div>
        <span className={"ll-badge ll-status-" + draft.status} data-testid="draft-status">{STATUS[draft.status] || draft.status}</span>
      </div>
      {isLow && isOpen && (
        <div className="ll-warn" data-testid="draft-low">
          <TriangleAlert size={16} /> I am not sure of this one: {first.critic_notes.join("; ") || "please read it closely"}
        </div>
      )}
      {letter(first)}
      {draft.parts.slice(1).map((part) => (
        <details key={part.step} className="ll-more" open>
          <summary>
            Follow-up {part.step}, {part.wait_days} days later if nobody answers
            {isOpen && !edit && <Button size="sm" variant="ghost" aria-label={"Edit follow-up " + part.step} onClick={() => begin(part)}><Pencil /></Button>}
          </summary>
          {letter(part)}
        </details>
      ))}
      {draft.evidence.length > 0 && (
        <ol className="ll-evidence">
          {draft.evidence.map((one) => (
            <li key={one.evidence}>{one.fact.replace("_", " ")}: {one.value} <span className="ll-dim">({one.source_url})</span></li>
          ))}
        </ol>
      )}
      <div className="ll-facts">
        <span className={"ll-critic" + (isLow ? " ll-is-low" : "")}>
          <span className="ll-bar"><i style={{ width: first.critic_score + "%" }} /></span>critic {first.critic_score} of 100
        </span>
        {draft.leaves && draft.leaves !== draft.status && (
          <span data-testid="draft-leaves">{isOpen || draft.status === "approved" ? "would leave " : ""}{draft.leaves}</span>
        )}
        {draft.angle && <span>angle: {draft.angle.replaceAll("_", " ")}</span>}
      </div>
      {said && said.text && <div className={said.ok ? "ll-said" : "ll-warn"} data-testid="draft-said">{said.text}</div>}
      {!edit && other && (isOpen || draft.status === "approved") && (
        <div className="ll-said">
          What you typed before the text changed is kept.{" "}
          <Button size="sm" variant="link" onClick={() => change(other)}>Put it back</Button>
          <Button size="sm" variant="link" onClick={() => { ll.keep.clear(draft.draft); setSaid(null); onAnswer({}) }}>Forget it</Button>
        </div>
      )}
      {edit ? (
        <div className="ll-foot ll-stays">
          <span className="ll-dim">Saving makes a new version; it wants your approval.</span>
          <span className="ll-push" />
          <Button size="sm" variant="outline" disabled={isBusy} onClick={drop}>Discard</Button>
          <Button size="sm" data-testid="edit-save" disabled={isBusy || !edit.body.trim()} onClick={save}><Check /> Save</Button>
        </div>
      ) : isOpen ? (
        <div className="ll-foot ll-stays">
          <Button size="sm" disabled={isBusy} onClick={() => decide("approve_send")}><Send /> Approve &amp; send</Button>
          <Button size="sm" variant="outline" disabled={isBusy} onClick={() => decide("approve")}><Check /> Approve</Button>
          <Button size="sm" variant="outline" disabled={isBusy} onClick={() => begin(first)}><Pencil /> Edit</Button>
          <span className="ll-push" />
          <Button size="sm" variant="ghost" disabled={isBusy} onClick={() => decide("regenerate")}><RefreshCw /> Regenerate</Button>
          <Button size="sm" variant="ghost" disabled={isBusy} onClick={() => decide("reject")}><X /> Reject</Button>
        </div>
      ) : draft.status === "approved" ? (
        <div className="ll-foot ll-stays">
          <Button size="sm" disabled={isBusy} onClick={() => decide("send")}><Send /> Send</Button>
          <Button size="sm" variant="outline" disabled={isBusy} onClick={() => begin(first)}><Pencil /> Edit</Button>
        </div>
      ) : null}
    </div>
  )
}

export default function DraftCard() {
  const ll = window.leadloop
  const [data, setData] = useState(ll.shown(props))
  const [isBusy, setBusy] = useState(false)
  /* What a click changed comes back with its answer; only a card without one is read again. */
  const take = async (answer) => {
    const changed = answer.cards || []
    if (!changed.length) { const fresh = await ll.load(callAction, props); return fresh && setData(fresh) }
    setData((before) => ll.remember(props, {
      ...before, cards: before.cards.map((card) => changed.find((one) => one.draft === card.draft) || card)
    }))
  }
  useEffect(() => {
    let on = true
    ll.load(callAction, props).then((fresh) => on && fresh && setData(fresh))
    return () => { on = false }
  }, [ll.key(props)])

  const drafts = data?.cards || []
  const waiting = drafts.filter((draft) => draft.status === "pending")
  const rest = async (decision) => {
    setBusy(true)
    const answer = await ll.act(callAction, "drafts_decide", { decision, drafts: waiting.map(seen) })
    setBusy(false)
    answer.ok ? toast.success(answer.said) : toast.error(answer.said)
    take(answer)
  }
  if (!data) return <div className="ll-card ll-loading" data-testid="drafts">Reading the ledger …</div>
  if (!drafts.length) return <div className="ll-card ll-dim" data-testid="drafts">This draft is gone.</div>
  return (
    <div className="ll-stack" data-testid="drafts">
      {drafts.map((draft) => (
        <One key={draft.draft + ":" + draft.parts[0].version} draft={draft} isBusy={isBusy} setBusy={setBusy} onAnswer={take} />
      ))}
      {drafts.length > 1 && waiting.length > 0 && (
        <div className="ll-card ll-foot ll-rest" data-testid="drafts-rest">
          <span>{drafts.length - waiting.length} of {drafts.length} decided</span>
          <span className="ll-push" />
          <Button size="sm" variant="outline" disabled={isBusy} onClick={() => rest("approve")}><Check /> Approve the rest</Button>
          <Button size="sm" disabled={isBusy} onClick={() => rest("approve_send")}><Send /> Approve the rest &amp; send ({waiting.length})</Button>
        </div>
      )}
    </div>
  )
}
