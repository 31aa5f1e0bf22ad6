#pragma once

#include "core/personal_link.hpp"
#include "core/published.hpp"
#include "render/account.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// Where a coordinator makes links by which others log without an account, and takes them back.
namespace render {

// A pledge that a link may be made for, by one of its parties.
struct linkable_pledge {
    std::shared_ptr<const core::pledge_file> file;
    core::organisation of;
};

// What was typed into one pledge's form.
struct typed_link {
    std::string pledge, organisation; // whose form
    std::string function, party, until;
    std::vector<std::string> rows;
    std::string key;
};

struct log_links_view {
    std::vector<core::personal_link> links;
    std::map<std::string, ::reading::document> documents; // that the links are for, by the pledge's address
    std::vector<linkable_pledge> pledges;
    std::optional<typed_link> typed;
    std::string new_key; // of each form: this, and the form's name behind it
    std::string made;    // the address of the link that was just made; shown once
    std::string made_for;
    form_notice notice; // problem_kind::ask: it may be confirmed
};
std::string log_links_page(const account_context& c, const log_links_view& v);

} // namespace render
