import { useEffect, useState } from "react"
import { Check, X } from "lucide-react"
import { Button } from "@/components/ui/button"
import { toast } from "sonner"

function Reading({ list, isDone, children }) {
  const [fresh, known, skipped] = list.counts
  const words = isDone ? "new" : "would come in"
  return (
    <div className="ll-card" data-testid={isDone ? "import-preview" : "import-offer"}>
      <div className="ll-head"><div><b>{list.file}</b><span className="ll-dim">{fresh} {words}, {known} known before, {skipped} left out</span></div></div>
      <div className="ll-scroll">
        <table className="ll-table">
          <thead><tr><th>Your column</th><th>Read as</th></tr></thead>
          <tbody>{list.columns.map(([from, to], index) => <tr key={index}><td>{from}</td><td>{to || <span className="ll-dim">not used</span>}</td></tr>)}</tbody>
        </table>
      </div>
      {list.failures.length > 0 && (
        <ul className="ll-remarks">
          {list.failures.map(([row, reason]) => <li key={row + reason}>Row {row}: {reason}</li>)}
          {list.failed > list.failures.length && <li>… and {list.failed - list.failures.length} more</li>}
        </ul>
      )}
      {children}
    </div>
  )
}

/* A dropped list: what importing it would bring, and nothing happens before Confirm. */
function Offer() {
  const ll = window.leadloop
  const [data, setData] = useState(ll.shown(props))
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    let on = true
    ll.load(callAction, props).then((fresh) => on && fresh && setData(fresh))
    return () => { on = false }
  }, [ll.key(props)])
  const decide = async (decision) => {
    setBusy(true)
    const answer = await ll.act(callAction, "import_decide", { file: props.file, decision })
    setBusy(false)
    answer.ok ? toast.success(answer.said) : toast.error(answer.said)
    const fresh = await ll.load(callAction, props)
    fresh && setData(fresh)
  }
  if (!data) return <div className="ll-card ll-loading" data-testid="import-offer">Reading {props.file} …</div>
  if (!data.ok) return <div className="ll-card ll-dim" data-testid="import-offer">{data.said}</div>
  if (!data.open) return <div className="ll-card ll-dim" data-testid="import-settled">{props.file} has been imported or left.</div>
  return (
    <Reading list={data.cards[0]}>
      <div className="ll-foot ll-stays">
        <Button size="sm" disabled={isBusy} onClick={() => decide("import")}><Check /> Confirm</Button>
        <Button size="sm" variant="ghost" disabled={isBusy} onClick={() => decide("leave")}><X /> Leave it</Button>
        <span className="ll-push" />
        <span className="ll-dim">{isBusy ? "Importing …" : "Nothing is imported yet."}</span>
      </div>
    </Reading>
  )
}

export default function ImportPreview() {
  return props.kind === "import_offer" ? <Offer /> : <Reading list={props} isDone />
}
