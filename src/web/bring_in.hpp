#pragma once

#include "base/result.hpp"
#include "reading/document.hpp"

#include <string>
#include <string_view>
#include <vector>

// From files as somebody has them to drafts: the same for the command line and for the browser.
namespace web {

struct brought_file {
    std::string name;
    reading::draft draft; // without a source where the file was lofte/1
    std::vector<base::message> warnings;
};

// Any kind that intake reads, or lofte/1. Problems are said of the file by its name.
base::result<brought_file> bring_in(std::string_view bytes, const std::string& name, std::size_t scanned_pages = 60);

// One draft a pledge: a file that holds a plan and no pledge is read together with the one pledge it stands beside.
base::result<std::vector<brought_file>> join_plans(std::vector<brought_file> files);

} // namespace web
