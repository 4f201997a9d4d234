import { useEffect, useState } from "react"
import { Check, X, ArrowUp, ArrowDown, ChevronLeft, ChevronRight } from "lucide-react"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { toast } from "sonner"

const PAGE = 10
const WORDS = {
  new: "new", scored: "to review", approved: "approved", rejected: "rejected", contact_found: "contact found",
  no_contact: "no contact", message_generated: "draft waiting", outreach_sent: "written to",
  needs_clarification: "has a question", not_interested: "not interested", wrong_person: "wrong person",
  no_response: "no answer", meeting_booked: "meeting booked", scheduling_in_progress: "finding a time"
}
const DECIDABLE = ["new", "scored", "no_contact", "contact_found"]

function Score({ row }) {
  if (row.score === null || row.score === undefined) return <span className="ll-dim">not scored</span>
  return (
    <span className="ll-score" title={"tier " + row.tier}>
      <span className="ll-bar"><i className={"ll-tier-" + row.tier} style={{ width: row.score + "%" }} /></span>
      <b>{row.score}</b><span className={"ll-badge ll-tier-" + row.tier}>{row.tier}</span>
    </span>
  )
}

export default function LeadTable() {
  const ll = window.leadloop
  const [data, setData] = useState(ll.shown(props))
  const [picked, setPicked] = useState(new Set())
  const [sort, setSort] = useState({ by: null, up: false })
  const [page, setPage] = useState(0)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState("")
  useEffect(() => {
    let on = true
    ll.load(callAction, props).then((fresh) => on && fresh && setData(fresh))
    return () => { on = false }
  }, [ll.key(props)])

  const rows = data?.cards?.[0]?.rows || []
  const value = { name: (r) => r.name.toLowerCase(), score: (r) => r.score ?? -1, stage: (r) => r.stage }[sort.by]
  const ordered = value ? [...rows].sort((a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0) * (sort.up ? 1 : -1)) : rows
  const pages = Math.max(1, Math.ceil(rows.length / PAGE))
  const seen = ordered.slice(page * PAGE, page * PAGE + PAGE)
  const open = rows.filter((row) => DECIDABLE.includes(row.stage))
  const note = (row) => {
    const mark = (props.marks || {})[row.lead]
    return mark && !(row.contact && mark.startsWith(row.contact)) ? mark : row.why
  }
  const toggle = (id) => { const next = new Set(picked); next.has(id) ? next.delete(id) : next.add(id); setPicked(next) }
  const by = (name) => setSort(sort.by === name ? { by: name, up: !sort.up } : { by: name, up: name === "name" })
  const arrow = (name) => sort.by === name && (sort.up ? <ArrowUp size={12} /> : <ArrowDown size={12} />)

  const decide = async (decision) => {
    setBusy(true)
    const answer = await ll.act(callAction, "leads_decide", { decision, leads: [...picked] })
    setBusy(false)
    setSaid(answer.said)
    if (!answer.ok) toast.error(answer.said)
    if (answer.ok) setPicked(new Set())
    const changed = answer.cards?.[0]?.rows || []
    setData((before) => ll.remember(props, {
      ...before,
      cards: [{ ...before.cards[0], rows: before.cards[0].rows.map((row) => changed.find((one) => one.lead === row.lead) || row) }]
    }))
  }

  if (!data) return <div className="ll-card ll-loading" data-testid="lead-table">Reading the ledger …</div>
  if (!rows.length) return <div className="ll-card ll-dim" data-testid="lead-table">These leads are gone.</div>
  return (
    <div className="ll-card" data-testid="lead-table">
      <div className="ll-scroll">
        <table className="ll-table">
          <thead>
            <tr>
              <th className="ll-tick">
                <Checkbox aria-label="all" checked={open.length > 0 && open.every((row) => picked.has(row.lead))}
                  onCheckedChange={(on) => setPicked(new Set(on ? open.map((row) => row.lead) : []))} />
              </th>
              <th><button onClick={() => by("name")}>Firm {arrow("name")}</button></th>
              <th><button onClick={() => by("score")}>Score {arrow("score")}</button></th>
              <th><button onClick={() => by("stage")}>Stage {arrow("stage")}</button></th>
              <th>Why</th>
              <th>Source</th>
            </tr>
          </thead>
          <tbody>
            {seen.map((row) => (
              <tr key={row.lead} data-testid="lead-row" data-stage={row.stage}>
                <td className="ll-tick">
                  <Checkbox aria-label={row.name} disabled={!DECIDABLE.includes(row.stage)}
                    checked={picked.has(row.lead)} onCheckedChange={() => toggle(row.lead)} />
                </td>
                <td className="ll-firm">
                  <b>{row.name}</b>
                  <span>{[row.city, row.state].filter(Boolean).join(", ")}{row.employees ? " · " + row.employees.toLocaleString("en-US") + " people" : ""}</span>
                  {row.contact && <span>{row.contact}{row.title ? ", " + row.title : ""}</span>}
                </td>
                <td><Score row={row} /></td>
                <td><span className={"ll-badge ll-stage-" + row.stage}>{WORDS[row.stage] || row.stage}</span></td>
                <td className="ll-why">{note(row)}</td>
                <td className="ll-dim">{row.source}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="ll-foot">
        <span className="ll-dim" data-testid="lead-said">
          {said || (picked.size ? picked.size + " of " + rows.length + " ticked" : rows.length + (rows.length === 1 ? " firm" : " firms"))}
        </span>
        {pages > 1 && (
          <span className="ll-pages">
            <Button size="icon" variant="ghost" aria-label="earlier" disabled={!page} onClick={() => setPage(page - 1)}><ChevronLeft /></Button>
            {page + 1} of {pages}
            <Button size="icon" variant="ghost" aria-label="later" disabled={page + 1 >= pages} onClick={() => setPage(page + 1)}><ChevronRight /></Button>
          </span>
        )}
        <span className="ll-push" />
        <Button size="sm" variant="outline" disabled={busy || !picked.size} onClick={() => decide("reject")}><X /> Reject</Button>
        <Button size="sm" disabled={busy || !picked.size} onClick={() => decide("approve")}><Check /> Approve</Button>
      </div>
    </div>
  )
}
