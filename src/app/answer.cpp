#include "app/commands.hpp"

#include "app/data.hpp"
#include "core/answers.hpp"
#include "core/document_rules.hpp"
#include "core/log_rules.hpp"
#include "exchange/json.hpp"
#include "jobs/worker.hpp"
#include "store/pledge.hpp"

#include <fmt/format.h>

#include <ostream>

namespace app {
namespace {

void list_questions(program& p, const std::string& slug, const reading::document& d) {
    if (p.json) {
        p.out << exchange::questions_json(d) << '\n';
        return;
    }
    if (d.questions.empty()) {
        p.out << p.say("app.no_questions") << '\n';
        return;
    }
    for (std::size_t i = 0; i < d.questions.size(); ++i) {
        const auto& q = d.questions[i];
        const auto place = core::place_of(d, q);
        p.out << fmt::format("{}. {}{}{}\n", i + 1, place, place.empty() ? "" : ": ", q.message);
        for (std::size_t k = 0; k < q.options.size(); ++k)
            p.out << fmt::format("   {}) {}\n", k + 1, q.options[k].label);
    }
    p.err << p.say({"app.how_to_answer", {{"slug", slug}}}) << '\n';
}

} // namespace

int answer(program& p, const answer_options& o) {
    const auto database = open_data(p, o.data);
    const auto file = find_pledge(*database, o.slug);
    if (!file) return report(p, file.error());
    if (!o.question) {
        list_questions(p, o.slug, file->document);
        return done;
    }
    if (const auto fit = core::check_text("--text", o.words); !fit) return report(p, fit.error());
    if (!o.option && o.words.empty()) return report(p, {base::problem_kind::invalid, {"app.answer_missing", {}}});
    const auto question = *o.question - 1;
    const auto changed = o.option ? core::answer(file->document, question, *o.option - 1)
                                  : core::answer_in_words(file->document, question, o.words);
    if (!changed) return report(p, changed.error());
    if (const auto fit = core::check_document(*changed); !fit) return report(p, fit.error());
    bool was_first = false;
    database->write([&](db::transaction& t) {
        was_first = store::replace_document(t, file->id, file->document, *changed, command_line_holder);
        if (was_first && file->status == core::status::published) jobs::queue_report(t, file->slug);
    });
    if (!was_first) return report(p, {base::problem_kind::conflict, {"app.answered_meanwhile", {{"slug", o.slug}}}});
    // Which question it was: those after it have moved up, and the number alone would not tell.
    const auto& asked = file->document.questions[question];
    p.out << p.say({"app.answered",
                    {{"question", asked.message}, {"answer", o.option ? asked.options[*o.option - 1].label : o.words}}})
          << '\n'
          << (changed->questions.empty()
                  ? p.say("app.no_questions")
                  : p.say({"app.questions_left", {{"n", static_cast<std::int64_t>(changed->questions.size())}}}))
          << '\n';
    return done;
}

} // namespace app
