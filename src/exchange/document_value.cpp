#include "core/answers.hpp"
#include "exchange/value.hpp"
#include "reading/names.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace exchange {

using reading::name;

written number(double n) {
    constexpr double exact = 9'007'199'254'740'992; // 2^53: beyond it a double is no certain integer
    if (!std::isfinite(n)) return nullptr;
    if (n == std::floor(n) && std::abs(n) < exact) return static_cast<std::int64_t>(n);
    return n;
}

written date(const std::optional<base::date>& d) { return d ? written(base::to_iso(*d)) : written(nullptr); }

written text_or_null(const std::optional<std::string>& text) { return text ? written(*text) : written(nullptr); }

namespace {

template <class Items>
written list_of(const Items& items) {
    written out = written::array();
    for (const auto& item : items)
        out.push_back(value_of(item));
    return out;
}

written optional_number(const std::optional<double>& n) { return n ? number(*n) : written(nullptr); }

written per_value(const reading::subjects& s) {
    written out = written::object();
    out[std::string{name(s.kind)}] = s.members;
    return out;
}

written count_value(const std::optional<reading::amount>& count) {
    if (!count) return nullptr;
    if (count->low == count->high) return number(count->low);
    return written::array({number(count->low), number(count->high)});
}

// Of what holds for the whole validity nothing is written, so that its text is the same to those who know no lifetimes.
void add_lifetime(written& out, const reading::lifetime& life) {
    if (life.from) out["from"] = date(life.from);
    if (life.to) out["to"] = date(life.to);
    if (life.replaces) out["replaces"] = *life.replaces;
    if (!life.ended) return;
    auto& ended = out["ended"];
    ended["reason"] = name(life.ended->reason);
    ended["text"] = life.ended->text;
    ended["on"] = date(life.ended->on);
}

written option_value(const reading::question_option& option) {
    struct {
        written operator()(std::monostate) const { return nullptr; }
        written operator()(const reading::validity& v) const { return value_of(v); }
        written operator()(const std::vector<reading::reading>& r) const { return list_of(r); }
        written operator()(const reading::subjects& s) const { return per_value(s); }
        written operator()(const std::string& text) const { return text; }
        written operator()(base::date d) const { return base::to_iso(d); }
    } visitor;
    written out;
    out["label"] = option.label;
    out["value"] = std::visit(visitor, option.value);
    return out;
}

} // namespace

written span_value(const reading::span& s) { return written::array({s.begin, s.end}); }

written value_of(const reading::reference& r) {
    written out;
    out["number"] = r.number;
    out["party"] = text_or_null(r.party);
    return out;
}

written value_of(const reading::basis& b) {
    written out;
    out["kind"] = name(b.kind);
    out["year"] = b.year ? written(*b.year) : written(nullptr);
    return out;
}

written value_of(const reading::pledge& p) {
    written out;
    out["id"] = p.id;
    out["text"] = p.text;
    out["by"] = p.by;
    out["modality"] = name(p.modality);
    out["readings"] = list_of(p.readings);
    add_lifetime(out, p.life);
    return out;
}

written value_of(const reading::focus_area& f) {
    written out;
    out["id"] = f.id;
    out["name"] = text_or_null(f.name);
    out["background"] = f.background;
    out["pledges"] = list_of(f.pledges);
    return out;
}

written value_of(const reading::plan_row& row) {
    written out;
    out["id"] = row.id;
    out["area"] = row.area;
    out["focus_area"] = text_or_null(row.focus_area);
    out["what"] = row.what;
    out["when"] = row.when;
    out["with"] = row.with;
    out["responsible"] = row.responsible;
    out["follow_up"] = row.follow_up;
    out["readings"] = list_of(row.readings);
    add_lifetime(out, row.life);
    return out;
}

written value_of(const reading::follow_up& f) {
    written out;
    out["text"] = text_or_null(f.text);
    out["fora"] = f.fora;
    out["readings"] = list_of(f.readings);
    return out;
}

written value_of(const reading::feedback& f) {
    written out;
    out["text"] = text_or_null(f.text);
    out["channels"] = written::array();
    for (const auto c : f.channels)
        out["channels"].push_back(name(c));
    out["readings"] = list_of(f.readings);
    return out;
}

written value_of(const reading::signatory& s) {
    written out;
    out["name"] = text_or_null(s.name.empty() ? std::nullopt : std::optional{s.name});
    out["title"] = s.title;
    out["party"] = text_or_null(s.party);
    return out;
}

written value_of(const reading::outcome& o) {
    written out;
    out["text"] = o.text;
    out["measure"] = text_or_null(o.measure);
    out["quantity"] = value_of(o.quantity);
    out["reason"] = text_or_null(o.reason);
    return out;
}

written value_of(const reading::reading& r) {
    written out;
    out["text"] = r.text;
    out["span"] = span_value(r.span);
    out["bound"] = name(r.bound);
    out["stated"] = r.stated;
    out["count"] = count_value(r.count);
    out["measure"] = name(r.measure);
    out["unit"] = text_or_null(r.unit);
    out["every"] = r.every ? written(to_text(*r.every)) : written(nullptr);
    out["aggregate"] = name(r.aggregate);
    out["window"] = written::array();
    for (const auto& w : r.windows)
        out["window"].push_back(to_text(w));
    out["per"] = r.per ? per_value(*r.per) : written(nullptr);
    out["deadline"] = date(r.deadline);
    out["within"] = r.within ? written(to_text(*r.within)) : written(nullptr);
    if (r.working_days) out["working_days"] = true;
    out["additional"] = r.additional;
    out["modality"] = name(r.modality);
    out["schedulable"] = r.schedulable;
    out["measurable"] = name(r.measurable);
    if (!r.reason.empty()) out["reason"] = r.reason;
    return out;
}

written value_of(const reading::validity& v) {
    written out;
    out["from"] = date(v.from);
    out["to"] = date(v.to);
    out["until_replaced"] = v.until_replaced;
    out["extendable"] = v.extendable;
    return out;
}

written value_of(const reading::question& q) {
    written out;
    out["code"] = name(q.code);
    out["at"] = q.at;
    out["message"] = q.message;
    out["options"] = written::array();
    for (const auto& option : q.options)
        out["options"].push_back(option_value(option));
    if (q.span.end > q.span.begin) out["span"] = span_value(q.span);
    return out;
}

written value_of(const reading::quantity& q) {
    written out;
    out["low"] = optional_number(q.low);
    out["high"] = optional_number(q.high);
    out["about"] = q.about;
    out["unit"] = text_or_null(q.unit);
    if (q.parts.empty()) return out;
    out["parts"] = written::array();
    for (const double part : q.parts)
        out["parts"].push_back(number(part));
    out["parts_agree"] = q.parts_agree;
    return out;
}

written value_of(const reading::party& p) {
    written out;
    out["name"] = p.name;
    out["kind"] = name(p.kind);
    out["code"] = text_or_null(p.code);
    out["role"] = name(p.role);
    if (!p.contact) return out;
    auto& contact = out["contact"];
    contact["function"] = p.contact->function;
    contact["mail"] = p.contact->mail;
    contact["telephone"] = p.contact->telephone;
    return out;
}

written value_of(const reading::document& d) {
    written out;
    out["format"] = "lofte/1";
    out["title"] = d.title;
    out["language"] = d.language;
    out["valid"] = value_of(d.valid);
    out["decided"] = date(d.decided);
    out["references"] = list_of(d.references);
    out["parties"] = list_of(d.parties);
    out["annex_to"] = text_or_null(d.annex_to);
    out["basis"] = list_of(d.basis);
    out["aims"] = d.aims;
    out["focus_areas"] = list_of(d.focus_areas);
    out["plan"] = list_of(d.plan);
    out["follow_up"] = value_of(d.follow_up);
    out["feedback"] = value_of(d.feedback);
    out["signatories"] = list_of(d.signatories);
    out["outcomes"] = list_of(d.outcomes);
    out["questions"] = list_of(d.questions);
    return out;
}

std::string text_of(const written& value, form f) {
    // Texts that are not UTF-8 (a truncated cell) are written with U+FFFD rather than not at all.
    return value.dump(f == form::indented ? 2 : -1, ' ', false, written::error_handler_t::replace);
}

std::string document_json(const reading::document& document, form f) { return text_of(value_of(document), f); }

std::string questions_json(const reading::document& document) {
    written out = written::array();
    for (const auto& q : document.questions) {
        const auto place = core::place_of(document, q);
        auto one = value_of(q);
        one["place"] = place.empty() ? written(nullptr) : written(place);
        out.push_back(std::move(one));
    }
    return text_of(out, form::indented);
}

written draft_value(const reading::draft& draft) {
    written out = value_of(draft.document);
    out["source"]["text"] = draft.source;
    // Put one behind the other: looking for each pointer first costs the square of their number.
    written::object_t spans;
    auto& entries = static_cast<written::object_t::Container&>(spans);
    entries.reserve(draft.spans.size());
    for (const auto& [pointer, span] : draft.spans)
        entries.emplace_back(pointer, span_value(span));
    out["spans"] = std::move(spans);
    return out;
}

std::string draft_json(const reading::draft& draft, form f) { return text_of(draft_value(draft), f); }

} // namespace exchange
