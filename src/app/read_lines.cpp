#include "app/commands.hpp"

#include "app/documents.hpp"
#include "app/explain.hpp"
#include "app/lexicon.hpp"
#include "exchange/json.hpp"
#include "exchange/trace.hpp"
#include "reading/municipalities.hpp"
#include "reading/read.hpp"
#include "reading/summary.hpp"

#include <istream>
#include <ostream>

namespace app {
namespace {

struct answered {
    std::string line;                // as JSON
    std::vector<std::string> shorts; // its readings
};

answered answer_of(read_kind kind, const exchange::read_line& in, const reading::manner& how) {
    if (kind == read_kind::cadence) {
        const auto answer = reading::read_cadence(in.text, in.known, how);
        answered out{exchange::cadence_line(in, answer), {}};
        for (const auto& r : answer.readings)
            out.shorts.push_back(reading::summary(r));
        return out;
    }
    if (kind == read_kind::period) {
        const auto answer = reading::read_period(in.text, in.known, how);
        return {exchange::period_line(in, answer), {reading::summary(answer.valid)}};
    }
    const auto answer = reading::read_quantity(in.text, how);
    return {exchange::quantity_line(in, answer),
            {answer.quantity ? reading::summary(*answer.quantity) : std::string{"none"}}};
}

} // namespace

// A line that is no valid input is told and answered as an empty text, so that answers stay in the order of the lines.
int read_lines(program& p, read_kind kind, const read_options& o) {
    std::unique_ptr<const reading::tables> changed;
    if (!o.lexicon.empty() && !(changed = tables_of(p, o.lexicon))) return bad_input;
    int result = done;
    std::int64_t number = 0;
    for (std::string line; std::getline(p.in, line);) {
        ++number;
        if (line.ends_with('\r')) line.pop_back();
        auto in = exchange::parse_read_line(line);
        if (!in) {
            warn(p, {"app.bad_line", {{"line", number}, {"why", in.error().text}}});
            result = bad_input;
            in = exchange::read_line{};
        }
        reading::trace told;
        const auto out = answer_of(kind, *in, {changed.get(), o.explain ? &told : nullptr});
        if (!o.explain)
            p.out << out.line << '\n';
        else if (p.json)
            p.out << exchange::with_trace(out.line, told) << '\n';
        else
            explain(p, in->text, out.shorts, told);
    }
    return result;
}

int read_document(program& p, const std::string& file, const read_options& o) {
    std::unique_ptr<const reading::tables> changed;
    if (!o.lexicon.empty() && !(changed = tables_of(p, o.lexicon))) return bad_input;
    const auto source = read_document_file(p, file);
    if (!source) return report(p, source.error());
    if (source->draft.source.empty()) { // lofte/1: there are no words to read
        p.out << exchange::draft_json(source->draft) << '\n';
        return done;
    }
    reading::trace told;
    const auto draft = reading::read_document(source->draft.source, reading::all_municipalities(),
                                              {changed.get(), o.explain ? &told : nullptr});
    if (!o.explain)
        p.out << exchange::draft_json(draft) << '\n';
    else if (p.json)
        p.out << exchange::traced_draft_json(draft, told) << '\n';
    else
        explain(p, draft, told);
    return done;
}

} // namespace app
