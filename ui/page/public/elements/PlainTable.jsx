import { useEffect, useState } from "react"

const when = (iso) => (iso ? new Date(iso).toLocaleString("en-GB", { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }) : "")
const FORMS = {
  draft_table: [["No.", (r) => r.draft], ["Firm", (r) => r.company], ["Subject", (r) => r.subject], ["Critic", (r) => r.critic_score], ["Status", (r) => r.status]],
  mail_table: [["Mail", (r) => r.message], ["Subject", (r) => r.subject], ["State", (r) => r.state], ["When", (r) => when(r.sent_at || r.release_at)], ["", (r) => (r.note === r.state ? "" : r.note)]],
  follow_up_table: [["Firm", (r) => r.company], ["Step", (r) => r.step], ["Due", (r) => when(r.due_at)], ["Status", (r) => r.status.replaceAll("_", " ")], ["", (r) => r.reason]],
  run_table: [["Run", (r) => r.run], ["Began", (r) => when(r.started_at)], ["Plan", (r) => r.tools.join(" → ").replaceAll("_", " ")], ["Status", (r) => r.status], ["Result", (r) => r.note]],
  card: [["", (r) => r[0]], ["", (r) => r[1]]]
}

export default function PlainTable() {
  const ll = window.leadloop
  const isKept = props.kind === "card"
  const [data, setData] = useState(isKept ? { cards: [{ rows: props.lines }] } : ll.shown(props))
  useEffect(() => {
    if (isKept) return
    let on = true
    ll.load(callAction, props).then((fresh) => on && fresh && setData(fresh))
    return () => { on = false }
  }, [ll.key(props)])
  if (!data) return <div className="ll-card ll-loading" data-testid="plain-table">Reading the ledger …</div>
  const form = FORMS[props.kind]
  const rows = data.cards?.[0]?.rows || []
  return (
    <div className="ll-card" data-testid="plain-table" data-kind={props.kind}>
      {props.title && <div className="ll-head"><div><b>{props.title}</b></div></div>}
      <div className="ll-scroll">
        <table className="ll-table">
          {!isKept && <thead><tr>{form.map(([title], index) => <th key={index}>{title}</th>)}</tr></thead>}
          <tbody>{rows.map((row, at) => <tr key={at}>{form.map(([title, value], index) => <td key={index} className={isKept && !index ? "ll-dim" : ""}>{value(row)}</td>)}</tr>)}</tbody>
        </table>
      </div>
    </div>
  )
}
