#include "app/commands.hpp"

#include "app/documents.hpp"
#include "app/first_words.hpp"
#include "exchange/remarks.hpp"

#include <istream>
#include <ostream>

namespace app {
namespace {

// The words of a remark's place in a document; empty: the document as a whole.
std::string words_at(const reading::document& d, const std::string& at) {
    for (std::size_t i = 0; i < d.focus_areas.size(); ++i)
        for (std::size_t j = 0; j < d.focus_areas[i].pledges.size(); ++j)
            if (at == "/focus_areas/" + std::to_string(i) + "/pledges/" + std::to_string(j) + "/text")
                return d.focus_areas[i].pledges[j].id + "  " + first_words(d.focus_areas[i].pledges[j].text);
    for (std::size_t i = 0; i < d.plan.size(); ++i)
        if (at == "/plan/" + std::to_string(i) + "/what")
            return d.plan[i].id + "  " + first_words(d.plan[i].what.empty() ? d.plan[i].area : d.plan[i].what);
    return {};
}

void tell(program& p, const reading::remark& r) {
    p.out << "    " << p.say("lint." + std::string{reading::name(r.severity)}) << ": " << p.say(r.text) << '\n'
          << "      " << p.say({"app.lint_instead", {{"text", r.instead}}}) << '\n';
}

int told(program& p, std::size_t n) {
    p.out << (n == 0 ? p.say("app.lint_none") : p.say({"app.lint_count", {{"n", static_cast<std::int64_t>(n)}}}))
          << '\n';
    return n == 0 ? done : answer_is_no;
}

// A promise a line.
int lint_lines(program& p, std::istream& in) {
    std::vector<reading::remark> all;
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        if (line.ends_with('\r')) line.pop_back();
        auto remarks = reading::lint(line);
        if (!p.json && !remarks.empty()) p.out << first_words(line) << '\n';
        for (auto& r : remarks) {
            r.at = "/" + std::to_string(number);
            if (!p.json) tell(p, r);
            all.push_back(std::move(r));
        }
        ++number;
    }
    if (!p.json) return told(p, all.size());
    p.out << exchange::remarks_json(all, p.say) << '\n';
    return all.empty() ? done : answer_is_no;
}

} // namespace

int lint(program& p, const std::string& file, bool lines) {
    if (lines) return lint_lines(p, p.in);
    const auto read = read_document_file(p, file);
    if (!read) return report(p, read.error());
    const auto remarks = reading::lint(read->draft.document);
    if (p.json) {
        p.out << exchange::remarks_json(remarks, p.say) << '\n';
        return remarks.empty() ? done : answer_is_no;
    }
    std::string at = "-";
    for (const auto& r : remarks) {
        if (r.at != at) {
            const auto words = words_at(read->draft.document, r.at);
            p.out << (words.empty() ? p.say("app.lint_whole") : words) << '\n';
            at = r.at;
        }
        tell(p, r);
    }
    return told(p, remarks.size());
}

} // namespace app
