#include "reading/document_questions.hpp"
#include "reading/read.hpp"

#include <utility>

namespace reading {

owner_answer read_owner(std::string_view words, const context& known) {
    auto answer = read_cadence(words, known);
    document asked;
    for (auto& q : answer.questions)
        if (q.code != question_code::not_measurable) asked.questions.push_back(std::move(q));
    doc::ask_if_not_measurable(answer, "", std::string{words}, {}, asked);
    for (auto& r : answer.readings)
        r.span = {}; // the words stand nowhere in a document's text
    for (auto& q : asked.questions)
        q.span = {};
    return {std::move(answer.readings), std::move(asked.questions)};
}

} // namespace reading
