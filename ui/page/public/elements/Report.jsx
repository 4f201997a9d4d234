import { useEffect, useState } from "react"

const STEPS = [
  ["found", "found"], ["scored", "scored"], ["approved", "approved"], ["with_contact", "with a contact"],
  ["drafted", "drafted"], ["contacted", "written to"], ["replied", "answered"], ["meetings", "meetings"]
]
const percent = (share) => Math.round(share * 100) + " %"

function Funnel({ funnel }) {
  const most = Math.max(1, ...STEPS.map(([name]) => funnel[name]))
  return (
    <svg className="ll-chart" viewBox={"0 0 360 " + STEPS.length * 28} role="img" aria-label="funnel">
      {STEPS.map(([name, words], index) => (
        <g key={name} transform={"translate(0," + index * 28 + ")"}>
          <text x="82" y="18" textAnchor="end" className="ll-axis">{words}</text>
          <rect x="90" y="5" height="18" rx="4" width={Math.max(2, (funnel[name] / most) * 225)} style={{ opacity: 1 - index * 0.075 }} />
          <text x={97 + Math.max(2, (funnel[name] / most) * 225)} y="18" className="ll-number">{funnel[name]}</text>
        </g>
      ))}
    </svg>
  )
}

function Rates({ rows }) {
  return (
    <svg className="ll-chart" viewBox={"0 0 360 " + (rows.length * 28 + 22)} role="img" aria-label="reply rates">
      {rows.map((row, index) => (
        <g key={row.label} transform={"translate(0," + index * 28 + ")"}>
          <text x="82" y="26" textAnchor="end" className="ll-axis">{row.label}</text>
          <line x1="90" x2="315" y1="22" y2="22" className="ll-rail" />
          <line x1={90 + row.low * 225} x2={90 + row.high * 225} y1="22" y2="22" className="ll-range" />
          <circle cx={90 + row.value * 225} cy="22" r="5" />
          <text x="325" y="26" className="ll-number">{row.note}</text>
        </g>
      ))}
      {[0, 0.5, 1].map((at) => (
        <text key={at} x={90 + at * 225} y={rows.length * 28 + 20} textAnchor="middle" className="ll-axis">{percent(at)}</text>
      ))}
    </svg>
  )
}

/* Mails that left, day by day: a bar each, the number on it, and the first and the last day below. */
function Days({ days }) {
  const most = Math.max(1, ...days.map((one) => one.sent))
  const wide = 340 / days.length
  const name = (day) => new Date(day + "T12:00:00Z").toLocaleDateString("en-US", { day: "numeric", month: "short", timeZone: "UTC" })
  return (
    <svg className="ll-chart" data-testid="report-days" viewBox="0 0 360 100" role="img" aria-label="mails sent per day">
      {days.map((one, index) => {
        const tall = one.sent ? Math.max(3, (one.sent / most) * 56) : 1
        return (
          <g key={one.day} transform={"translate(" + (10 + index * wide) + ",0)"} data-day={one.day} data-sent={one.sent}>
            <title>{name(one.day)}: {one.sent}</title>
            <rect x="2" y={78 - tall} width={wide - 4} height={tall} rx={one.sent ? 3 : 0} style={{ opacity: one.sent ? 1 : 0.35 }} />
            {one.sent > 0 && <text x={wide / 2} y={72 - tall} textAnchor="middle" className="ll-number">{one.sent}</text>}
          </g>
        )
      })}
      <text x="12" y="95" className="ll-axis">{name(days[0].day)}</text>
      <text x="348" y="95" textAnchor="end" className="ll-axis">{name(days[days.length - 1].day)}</text>
    </svg>
  )
}

const span = (ms) => (ms < 10_000 ? (ms / 1000).toFixed(1) + " s" : ms < 120_000 ? Math.round(ms / 1000) + " s" : Math.round(ms / 60_000) + " min")

export default function Report() {
  const ll = window.leadloop
  const [data, setData] = useState(ll.shown(props))
  useEffect(() => {
    let on = true
    ll.load(callAction, props).then((fresh) => on && fresh && setData(fresh))
    return () => { on = false }
  }, [ll.key(props)])
  const report = data?.cards?.[0]
  if (!report) return <div className="ll-card ll-loading" data-testid="report">Counting …</div>
  const rates = report.reply_rate ? [{ label: "all mails", note: percent(report.reply_rate.value), ...report.reply_rate }] : []
  report.angles.forEach((row) => rates.push({
    label: row.angle.replaceAll("_", " "), value: row.rate, low: row.low, high: row.high,
    note: row.enough ? percent(row.rate) : row.replied + "/" + row.sent
  }))
  return (
    <div className="ll-card" data-testid="report">
      <div className="ll-head"><div><b>The last {report.period_days} days</b><span className="ll-dim">leads, each counted where it got to</span></div></div>
      <div className="ll-charts">
        <Funnel funnel={report.funnel} />
        <div>
          {rates.length > 0 && <><h4>Answers, with the range the true rate is in (95 %)</h4><Rates rows={rates} /></>}
          {report.sent_per_day.some((one) => one.sent) && <><h4>Mails sent, the last {report.sent_per_day.length} days</h4><Days days={report.sent_per_day} /></>}
        </div>
      </div>
      <div className="ll-facts">
        {Object.entries(report.intents).map(([name, count]) => (
          <span key={name} className={"ll-badge ll-intent-" + name}>{count} {name.replaceAll("_", " ")}</span>
        ))}
        {report.worked_ms > 0 && <span data-testid="report-worked">Leadloop worked {span(report.worked_ms)} for this.</span>}
      </div>
      {report.remarks.length > 0 && <ul className="ll-remarks">{report.remarks.map((one) => <li key={one}>{one}</li>)}</ul>}
    </div>
  )
}
