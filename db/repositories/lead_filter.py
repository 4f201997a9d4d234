"""From a LeadFilter to the conditions of a query over leads, companies and latest scores."""

from typing import TypeVarTuple

from sqlalchemy import Select, func

from db.models import CompanyRow, LeadRow, ScoreRow
from domain.views import LeadFilter

_Columns = TypeVarTuple("_Columns")


def narrow(query: Select[*_Columns], wanted: LeadFilter) -> Select[*_Columns]:
    if wanted.ids is not None:
        query = query.where(LeadRow.id.in_(wanted.ids))
    if wanted.stages:
        query = query.where(LeadRow.stage.in_(wanted.stages))
    if wanted.tier:
        query = query.where(ScoreRow.tier == wanted.tier)
    if wanted.min_score is not None:
        query = query.where(ScoreRow.value >= wanted.min_score)
    if wanted.trades:
        query = query.where(CompanyRow.trade.in_(wanted.trades))
    for column, text in (
        (CompanyRow.city, wanted.city),
        (CompanyRow.county, wanted.county),
        (CompanyRow.state, wanted.state),
        (CompanyRow.postal_code, wanted.postal_code),
        (CompanyRow.country, wanted.country),
    ):
        if text:
            query = query.where(func.lower(column) == text.lower())
    if wanted.created_from:
        query = query.where(LeadRow.created_at >= wanted.created_from)
    if wanted.created_to:
        query = query.where(LeadRow.created_at <= wanted.created_to)
    if wanted.name:
        query = query.where(func.lower(CompanyRow.name).contains(wanted.name.lower(), autoescape=True))
    return query
