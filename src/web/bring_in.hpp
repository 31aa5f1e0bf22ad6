#pragma once

#include "base/result.hpp"
#include "reading/document.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http {
struct sent_form;
}

// From files as somebody has them to drafts: the same for the command line and for the browser.
namespace web {

struct brought_file {
    std::string name;
    reading::draft draft; // without a source where the file was lofte/1
    std::vector<base::message> warnings;
};

// Any kind that intake reads, or lofte/1. Problems are said of the file by its name.
base::result<brought_file> bring_in(std::string_view bytes, const std::string& name, std::size_t scanned_pages = 60);

// A scanned page takes seconds to read, and a person or a program waits for the answer.
inline constexpr std::size_t most_scanned_pages_at_once = 20;

// What a form or a program sent: files, ten at most, or else a text. They must come to one pledge.
base::result<brought_file> bring_in_sent(const http::sent_form& form, const std::string& pasted,
                                         std::size_t scanned_pages = most_scanned_pages_at_once);

// One draft a pledge: a file that holds a plan and no pledge is read together with the one pledge it stands beside.
base::result<std::vector<brought_file>> join_plans(std::vector<brought_file> files);

} // namespace web
