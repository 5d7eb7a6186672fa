# SPDX-License-Identifier: GPL-3.0-or-later
# The catalogues of resources/translations become part of the program. Debian's qt6-l10n-tools has no package for CMake.
find_program(PELLUCID_LRELEASE lrelease HINTS ${QT6_INSTALL_PREFIX}/${QT6_INSTALL_BINS} NO_DEFAULT_PATH REQUIRED)
find_program(PELLUCID_LUPDATE lupdate HINTS ${QT6_INSTALL_PREFIX}/${QT6_INSTALL_BINS} NO_DEFAULT_PATH REQUIRED)

file(GLOB catalogues CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/resources/translations/*.ts)
set(compiled)
foreach(catalogue ${catalogues})
  get_filename_component(name ${catalogue} NAME_WE)
  set(qm ${CMAKE_CURRENT_BINARY_DIR}/translations/${name}.qm)
  add_custom_command(OUTPUT ${qm} DEPENDS ${catalogue} VERBATIM
    COMMAND ${PELLUCID_LRELEASE} -silent ${catalogue} -qm ${qm})
  list(APPEND compiled ${qm})
endforeach()
file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/translations)
qt_add_resources(ui translations PREFIX /translations BASE ${CMAKE_CURRENT_BINARY_DIR}/translations FILES ${compiled})
