#pragma once

#include "render/html/page.hpp"
#include "render/resident_question.hpp"

// What residents asked, as it stands on the public pages (templates/parts/resident_questions.mustache).
namespace render::html {

// Of one owner; of the pledge as a whole where it is empty, with links to the owners that have some.
void add_resident_questions(const page_context& c, const core::pledge_file& file, const core::document_state& state,
                            std::string_view owner, const resident_questions& asked, view& v);

} // namespace render::html
