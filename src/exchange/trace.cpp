#include "exchange/trace.hpp"

#include "exchange/value.hpp"

#include <nlohmann/json.hpp>

namespace exchange {
namespace {

written value_of(const reading::traced_entry& e) {
    written out;
    out["class"] = e.kind;
    if (!e.value.empty()) out["value"] = e.value;
    if (!e.form.empty()) out["form"] = e.form;
    if (!e.file.empty()) {
        out["file"] = e.file;
        out["line"] = e.line;
    }
    return out;
}

written value_of(const reading::traced_word& w) {
    written out;
    out["text"] = w.text;
    out["span"] = span_value(w.span);
    out["is"] = w.what;
    if (w.misspelt) out["misspelt"] = true;
    out["lexicon"] = written::array();
    for (const auto& e : w.entries)
        out["lexicon"].push_back(value_of(e));
    return out;
}

written words(const std::vector<reading::traced_word>& all) {
    auto out = written::array();
    for (const auto& w : all)
        out.push_back(value_of(w));
    return out;
}

written rules(const std::vector<reading::traced_rule>& all) {
    auto out = written::array();
    for (const auto& r : all)
        out.push_back({{"rule", r.rule}, {"span", span_value(r.span)}, {"words", words(r.words)}});
    return out;
}

written value_of(const reading::trace& how) {
    written out;
    out["readings"] = written::array();
    for (const auto& r : how.readings)
        out["readings"].push_back({{"reading", r.number}, {"rule", r.rule}, {"then", r.more}, {"from", rules(r.from)}});
    out["left_out"] = written::array();
    for (const auto& l : how.left_out)
        out["left_out"].push_back({{"rule", l.rule.empty() ? written(nullptr) : written(l.rule)},
                                   {"span", span_value(l.span)},
                                   {"from", rules(l.from)}});
    if (how.parts.empty() && how.owners.empty()) return out;
    out = written::object();
    out["parts"] = written::array();
    for (const auto& p : how.parts)
        out["parts"].push_back(
            {{"rule", p.rule}, {"value", p.value}, {"span", span_value(p.span)}, {"words", words(p.words)}});
    out["owners"] = written::object();
    for (const auto& o : how.owners)
        out["owners"][o.at] = value_of(o.how);
    return out;
}

} // namespace

std::string with_trace(const std::string& line, const reading::trace& how) {
    auto out = written::parse(line);
    out["how"] = value_of(how);
    return text_of(out, form::line);
}

std::string traced_draft_json(const reading::draft& draft, const reading::trace& how) {
    auto out = draft_value(draft);
    out["how"] = value_of(how);
    return text_of(out, form::indented);
}

} // namespace exchange
