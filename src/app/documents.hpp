#pragma once

#include "app/commands.hpp"
#include "core/published.hpp"
#include "reading/document.hpp"
#include "web/bring_in.hpp"

#include <string>
#include <vector>

// From files to documents, and from documents to published ones.
namespace app {

// The problem, said of the file.
base::problem of_file(base::problem problem, const std::string& path);

// Warnings of a scan and the like are told at once.
base::result<web::brought_file> read_document_file(program& p, const std::string& path);

// "Approved on paper": one approval a signing party, by the function that is said, or signed, or else by the document
// itself. Refused: a person's name as the function, a day that has not been.
base::result<std::vector<core::approval>> paper_approvals(program& p, const reading::document& d,
                                                          const publishing& how);

} // namespace app
