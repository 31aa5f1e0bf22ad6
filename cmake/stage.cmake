# stage(NAME LINKS other stages… LIBRARIES outside libraries… [EXCEPT files…])
#
# Makes the library lofte_NAME of every .cpp in the folder. A stage sees its own headers and those of the
# stages it links (and theirs): each stage's headers stand in a view of their own under the build folder,
# so that an include along an arrow that is not stated does not compile.
function(stage name)
  cmake_parse_arguments(arg "" "" "LINKS;LIBRARIES;EXCEPT" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*/*.cpp)
  foreach(file IN LISTS arg_EXCEPT)
    list(REMOVE_ITEM sources ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  endforeach()
  set(view ${CMAKE_BINARY_DIR}/include/${name})
  file(MAKE_DIRECTORY ${view})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${view}/${name} SYMBOLIC)
  add_library(lofte_${name} STATIC ${sources})
  target_include_directories(lofte_${name} PUBLIC ${view})
  target_link_libraries(lofte_${name} PRIVATE lofte_warnings)
  foreach(other IN LISTS arg_LINKS)
    target_link_libraries(lofte_${name} PUBLIC lofte_${other})
  endforeach()
  target_link_libraries(lofte_${name} PUBLIC ${arg_LIBRARIES})
endfunction()

add_library(lofte_warnings INTERFACE)
target_compile_options(lofte_warnings INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wnon-virtual-dtor -Werror
  # A designated initialiser leaves the other members at the defaults their type states: that is its use.
  -Wno-missing-field-initializers
  # g++ 12 warns falsely inside std::string and std::optional once they are inlined (GCC bugs 105329, 105562).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-maybe-uninitialized>)

# unit_tests(NAME LINKS stages…): the test program of tests/unit/NAME, label "unit" (or LABEL).
function(unit_tests name)
  cmake_parse_arguments(arg "" "LABEL" "LINKS;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(NOT arg_LABEL)
    set(arg_LABEL unit)
  endif()
  add_executable(test_${name} ${sources})
  foreach(other IN LISTS arg_LINKS)
    target_link_libraries(test_${name} PRIVATE lofte_${other})
  endforeach()
  target_link_libraries(test_${name} PRIVATE lofte_warnings ${arg_LIBRARIES} GTest::gtest GTest::gtest_main)
  target_compile_definitions(test_${name} PRIVATE
    LOFTE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" LOFTE_SHARED_DIR="${CMAKE_SOURCE_DIR}/../shared")
  add_test(NAME ${name} COMMAND test_${name})
  set_tests_properties(${name} PROPERTIES LABELS ${arg_LABEL})
endfunction()
