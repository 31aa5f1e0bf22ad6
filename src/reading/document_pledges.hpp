#pragma once

#include "reading/document_areas.hpp"

#include <string>
#include <vector>

namespace reading::doc {

// Words at the end that say who: "(Polis och kommun)". `words` loses them.
std::vector<std::string> take_tag(const manuscript& t, range& words, const found_parties& parties);

// "… – ansvarig: kommunpolisen" at the end. `words` loses it.
std::vector<std::string> take_owner_behind(const manuscript& t, range& words, const found_parties& parties);

// Words at the beginning that say who: "Polisen: minst tio kontroller". `words` loses them.
std::vector<std::string> take_actor(const manuscript& t, range& words, const found_parties& parties);

// Something that can be counted, or that is done or not by a day.
bool tells_how_much(const manuscript& t, range words);

// Without the comma or "och" that leads to what comes after.
range without_tail(const manuscript& t, range words);

// Makes pledges and background of an area's sentences, which are read in their order: a sentence may lead to the items
// after it, or go on with the one before.
class pledge_reader {
  public:
    pledge_reader(const manuscript& text, const outline& doc, const std::vector<sentence_role>& roles,
                  const found_parties& parties)
        : t_{text}, doc_{doc}, roles_{roles}, parties_{parties} {}

    // Of a section, whose heading may say who promises.
    void begin_list(const section& s);
    // What follows from sentence `i` is an area of its own; no sentence goes on over the end of a block.
    void begin_group(std::size_t i, bool new_block);
    void read(std::size_t i, found_area& into);

    // Whether somebody promises in sentence `i`, so that an area's heading may stand above it.
    bool name_owner(range sentences) const; // "Vem: Polisen" among them
    bool promises(std::size_t i) const;
    // Whether the item that begins with sentence `i` does: there, or further on where somebody is named.
    bool item_promises(std::size_t i) const;

    bool is_item(std::size_t i) const { return doc_.blocks[doc_.sentences[i].block].kind == block_kind::bullet; }
    // "Polisen besöker skolorna varje vecka": in the present, and in an item or with how much.
    std::optional<promise> states(std::size_t i, range words) const;
    // "Detta ska göras genom …": goes on with the sentence before.
    bool continues(range words) const;
    // "Vi lovar det som står här": leads to what stands below.
    bool leads_below(std::size_t i, range words) const;
    // "Alla anställda ska ha gått kursen senast den 1 maj": a promise, though the text does not say whose.
    bool shall_be(std::size_t i, range words) const;
    bool is_served(std::size_t i, range words) const;
    bool may_be(std::size_t i, range words) const;

  private:
    struct lead {
        std::vector<std::string> by;
        ::reading::modality modality = modality::shall;
        bool open = false;
        bool labelled = false; // "Vi lovar: …" begins a block, all of which is promised
    };

    lead lead_of(range words) const;
    std::vector<std::string> tag_behind(std::size_t i) const;
    std::vector<std::string> owner_beside(std::size_t block) const;
    range without_att(std::size_t i) const;
    bool tells_end(range words) const;
    bool take_label(std::size_t i, range& words, found_area& area);
    bool take_owner(std::size_t i, range words, found_area& area);
    bool take_lead(std::size_t i, range words);
    std::vector<promise> unworded(std::size_t i, range words, const std::vector<std::string>& tagged) const;
    std::vector<std::string> doer_of(range words) const;
    bool may_hold_pledges(std::size_t i) const;
    bool in_list(std::size_t i) const { return is_item(i) || lead_.labelled; }
    bool leads_list(std::size_t i) const { return i + 1 < doc_.sentences.size() && is_item(i + 1) && !is_item(i); }
    bool tells_resident(range words) const;
    bool calls_in_time(range words) const;
    bool tells_only_how_often(range words) const;
    bool tells_of_part(range words) const;
    bool points_below(std::size_t i, range words) const;
    bool goes_on_item(std::size_t i, range words, const found_area& area) const;
    bool stands_beside(std::size_t i, const found_area& area) const;

    void extend(range words, found_area& area);
    void tell(range words, std::string_view value) const;

    const manuscript& t_;
    const outline& doc_;
    const std::vector<sentence_role>& roles_;
    const found_parties& parties_;
    lead lead_;
    lead heading_;                                        // what the section's heading says
    std::size_t labelled_ = static_cast<std::size_t>(-1); // the block that a label makes background
    bool items_read_ = false;                             // of the section
    std::size_t previous_ = 0;                            // the sentence that may go on with the one just read
    bool extended_background_ = true;
};

} // namespace reading::doc
