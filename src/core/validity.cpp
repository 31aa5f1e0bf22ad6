#include "core/span.hpp"

#include <algorithm>

// How long a document holds, and a part of it.
namespace core {

base::date end_of_time() { return base::make_date(9999, 12, 31); }

namespace {

bool is_about_validity(const ::reading::question& q) { return q.at == "/valid" || q.at.starts_with("/valid/"); }

// The latest begin and the earliest end that the statements name: what all of them share.
void share(const ::reading::question& question, std::optional<base::date>& from, std::optional<base::date>& to) {
    for (const auto& option : question.options) {
        std::optional<base::date> begin, end;
        if (const auto* v = std::get_if<::reading::validity>(&option.value)) {
            begin = v->from;
            end = v->to;
        } else if (const auto* d = std::get_if<base::date>(&option.value)) {
            (question.at.ends_with("/from") ? begin : end) = *d;
        }
        if (begin && (!from || *begin > *from)) from = begin;
        if (end && (!to || *end < *to)) to = end;
    }
}

} // namespace

validity_span validity_of(const ::reading::document& document) {
    const auto& valid = document.valid;
    auto from = valid.from;
    auto to = valid.to;
    validity_span span;
    if (!to || !from) {
        std::optional<base::date> shared_from = from, shared_to = to;
        for (const auto& q : document.questions)
            if (is_about_validity(q)) {
                span.in_dispute = true;
                share(q, shared_from, shared_to);
            }
        from = shared_from;
        if (!to) to = shared_to;
    }
    span.from = from;
    span.open_ended = !to;
    span.to = to.value_or(end_of_time());
    span.nothing_shared = span.in_dispute && from && span.to < *from;
    if (from && span.to < *from) span.from.reset();
    span.whole_from = span.from.value_or(base::date{});
    span.whole_to = span.to;
    return span;
}

validity_span span_of(const validity_span& valid, const ::reading::lifetime* life) {
    auto span = valid;
    if (!life || !valid.from) return span;
    if (life->from && *life->from > *valid.from) {
        span.from = life->from;
        span.begins_inside = true;
    }
    if (life->to && *life->to < valid.to) {
        span.to = *life->to;
        span.open_ended = false;
        span.ends_inside = true;
    }
    if (span.to < *span.from) span.from.reset();
    return span;
}

validity_span widest_validity_of(const ::reading::document& document) {
    auto span = validity_of(document);
    if (!span.in_dispute) return span;
    for (const auto& q : document.questions) {
        if (!is_about_validity(q)) continue;
        for (const auto& option : q.options) {
            std::optional<base::date> begin, end;
            share({.at = q.at, .message = {}, .options = {option}}, begin, end);
            if (begin && (!span.from || *begin < *span.from)) span.from = begin;
            if (end && *end > span.to) span.to = *end;
            const auto* whole = std::get_if<::reading::validity>(&option.value);
            if (whole && !whole->to) span.open_ended = true;
        }
    }
    if (span.open_ended) span.to = end_of_time();
    return span;
}

} // namespace core
