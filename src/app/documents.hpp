#pragma once

#include "app/commands.hpp"
#include "core/published.hpp"
#include "reading/document.hpp"

#include <string>
#include <vector>

// From files to documents, and from documents to published ones.
namespace app {

// A file read: its draft, and the text it came from (empty for lofte/1 JSON, which needs no reading).
struct read_document {
    std::string path;
    reading::draft draft;
};

// The problem, said of the file.
base::problem of_file(base::problem problem, const std::string& path);

// Warnings of a scan and the like are told at once.
base::result<read_document> read_document_file(program& p, const std::string& path);

// One draft a pledge: a file that holds a plan and no pledge is read together with the pledge it stands beside.
base::result<std::vector<read_document>> join_plans(std::vector<read_document> files);

// "Approved on paper": one approval a signing party, by the function that is said, or signed, or else by the document
// itself. Refused: a person's name as the function, a day that has not been.
base::result<std::vector<core::approval>> paper_approvals(program& p, const reading::document& d,
                                                          const publishing& how);

} // namespace app
