import { useEffect, useState } from "react"

export default function LeadCard() {
  const ll = window.leadloop
  const [data, setData] = useState(ll.shown(props))
  useEffect(() => {
    let on = true
    ll.load(callAction, props).then((fresh) => on && fresh && setData(fresh))
    return () => { on = false }
  }, [ll.key(props)])
  if (!data) return <div className="ll-card ll-loading" data-testid="lead-card">Reading the ledger …</div>
  const lead = data.cards?.[0]
  if (!lead) return <div className="ll-card ll-dim" data-testid="lead-card">This lead is gone.</div>
  const score = lead.scores[0]
  return (
    <div className="ll-card" data-testid="lead-card">
      <div className="ll-head">
        <div><b>{lead.name}</b><span className="ll-dim">Lead {lead.lead} · {[lead.city, lead.state].filter(Boolean).join(", ")}</span></div>
        {score && <span className={"ll-badge ll-tier-" + score.tier}>{score.score} · tier {score.tier}</span>}
      </div>
      {score && (
        <div className="ll-reasons">
          {score.reasons.map((one) => (
            <div key={one.criterion}>
              <span className="ll-dim">{one.criterion.replaceAll("_", " ")}</span>
              <span className="ll-bar"><i style={{ width: (one.most ? (one.points / one.most) * 100 : 0) + "%" }} /></span>
              <b>{Math.round(one.points)}/{Math.round(one.most)}</b><span>{one.text}</span>
            </div>
          ))}
        </div>
      )}
      {lead.contacts.length > 0 && (
        <ul className="ll-remarks">{lead.contacts.map((one) => <li key={one.contact}>{one.name}, {one.title} <span className="ll-dim">address {one.email_status}</span></li>)}</ul>
      )}
      <div className="ll-scroll">
        <table className="ll-table">
          <thead><tr><th>Known</th><th /><th>From</th></tr></thead>
          <tbody>{lead.facts.filter((one) => !["latitude", "longitude"].includes(one.fact)).map((one, index) => <tr key={index}><td>{one.fact.replaceAll("_", " ")}</td><td>{one.value}</td><td className="ll-dim">{one.source} ({one.source_url})</td></tr>)}</tbody>
        </table>
      </div>
      {lead.messages.length > 0 && (
        <ul className="ll-remarks">{lead.messages.map((one) => <li key={one.message}>{one.direction === "sent" ? "We wrote" : "They wrote"}: {one.subject} <span className="ll-dim">{(one.intent || one.state).replaceAll("_", " ")}</span></li>)}</ul>
      )}
    </div>
  )
}
