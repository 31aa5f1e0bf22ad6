#include "reading/document_assembly.hpp"
#include "reading/document_labels.hpp"
#include "reading/document_nested.hpp"
#include "reading/document_ordinals.hpp"
#include "reading/document_pledge_rows.hpp"
#include "reading/document_run_in.hpp"
#include "reading/municipalities.hpp"
#include "reading/read.hpp"

namespace reading {

// The index of the country's municipalities is made once; it costs as much as reading a short document does.
static void places_of(const std::vector<municipality>& municipalities, doc::manuscript& words) {
    static const doc::place_index country{all_municipalities()};
    if (&municipalities == &all_municipalities())
        country.mark(words);
    else
        doc::place_index{municipalities}.mark(words);
}

// lines → blocks → sections → sentences → what each part says → the draft.
draft read_document(std::string_view text, const std::vector<municipality>& municipalities, const manner& how) {
    doc::manuscript words{text, how};
    places_of(municipalities, words);

    doc::findings found;
    auto& outline = found.doc;
    outline.blocks = doc::make_blocks(words);
    found.signed_by = doc::find_signatories(words, outline.blocks);
    doc::make_rows_of_labels(words, outline.blocks);
    doc::open_pledge_rows(words, outline.blocks);
    doc::open_nested_lists(words, outline.blocks);
    doc::open_run_in_headings(words, outline.blocks);
    doc::open_ordinal_areas(words, outline.blocks);
    doc::open_run_in_names(words, outline.blocks);
    doc::mark_headings(words, outline.blocks);
    outline.sections = doc::make_sections(words, outline.blocks);
    outline.sentences = doc::split_sentences(words, outline.blocks, outline.sections);

    found.roles = doc::roles_of(words, outline.sections, outline.sentences);
    found.parties = doc::find_parties(words, outline, municipalities);
    doc::link_signatories(words, found.signed_by, found.parties);
    found.title = doc::find_title(words, outline);
    found.valid = doc::find_validity(words, outline, found.roles, found.title);
    found.decided = doc::find_decided(words, outline);
    doc::begin_at_signing(words, outline, found.roles, found.decided, found.valid);
    found.references = doc::find_references(words, outline, found.parties);
    found.annex = doc::find_annex(words, outline);
    found.areas = doc::find_areas(words, outline, found.roles, found.parties);
    found.basis = doc::find_basis(words, outline, found.roles, found.areas.sections);
    found.aims = doc::find_aims(words, outline, found.roles, found.areas.sections);
    found.plan = doc::find_plan(words, outline.blocks);
    found.follow_up = doc::find_follow_up(words, outline, found.roles);
    found.feedback = doc::find_feedback(words, outline, found.roles);
    return doc::assemble(words, found);
}

} // namespace reading
