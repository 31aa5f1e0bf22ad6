# embed(TARGET NAMESPACE namespace FILES files… BASE dir)
#
# Puts files into the program, each found by its path below BASE:
#   std::span<const base::embedded_file> NAMESPACE::files();
function(embed target)
  cmake_parse_arguments(arg "" "NAMESPACE;BASE" "FILES" ${ARGN})
  string(REPLACE "::" "_" stem ${arg_NAMESPACE})
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${stem}_embedded.cpp)
  add_custom_command(OUTPUT ${out}
    COMMAND python3 ${CMAKE_SOURCE_DIR}/cmake/embed.py ${out} ${arg_NAMESPACE} ${arg_BASE} ${arg_FILES}
    DEPENDS ${arg_FILES} ${CMAKE_SOURCE_DIR}/cmake/embed.py
    VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
