# texts(TARGET NAMESPACE namespace)
#
# Compiles locale/LANGUAGE/*.po to one LANGUAGE.mo each and embeds those into the target.
find_program(msgcat msgcat REQUIRED)
find_program(msgfmt msgfmt REQUIRED)

function(texts target)
  cmake_parse_arguments(arg "" "NAMESPACE" "" ${ARGN})
  set(compiled)
  foreach(language sv en)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/locale/${language}/*.po)
    set(joined ${CMAKE_CURRENT_BINARY_DIR}/${language}.po)
    set(out ${CMAKE_CURRENT_BINARY_DIR}/${language}.mo)
    add_custom_command(OUTPUT ${out}
      COMMAND ${msgcat} --use-first --no-location -o ${joined} ${sources}
      COMMAND ${msgfmt} -o ${out} ${joined}
      DEPENDS ${sources}
      VERBATIM)
    list(APPEND compiled ${out})
  endforeach()
  embed(${target} NAMESPACE ${arg_NAMESPACE} BASE ${CMAKE_CURRENT_BINARY_DIR} FILES ${compiled})
endfunction()
