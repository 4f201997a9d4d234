export default function ImportPreview() {
  const [kept, known, skipped] = props.counts
  return (
    <div className="ll-card" data-testid="import-preview">
      <div className="ll-head"><div><b>{props.file}</b><span className="ll-dim">{kept} new, {known} known before, {skipped} left out</span></div></div>
      <div className="ll-scroll">
        <table className="ll-table">
          <thead><tr><th>Your column</th><th>Read as</th></tr></thead>
          <tbody>{props.columns.map(([from, to], index) => <tr key={index}><td>{from}</td><td>{to || <span className="ll-dim">not used</span>}</td></tr>)}</tbody>
        </table>
      </div>
      {props.failures.length > 0 && (
        <ul className="ll-remarks">
          {props.failures.map(([row, reason]) => <li key={row + reason}>Row {row}: {reason}</li>)}
          {props.failed > props.failures.length && <li>… and {props.failed - props.failures.length} more</li>}
        </ul>
      )}
    </div>
  )
}
