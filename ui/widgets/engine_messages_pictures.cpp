// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences about folders of pictures; see engine_messages.cpp.
#include <QtGlobal>

namespace pellucid::ui {
namespace {

[[maybe_unused]] constexpr const char* kPictureMessages[] = {
    QT_TRANSLATE_NOOP("Engine", "Folders without pictures were left out: {}."),
    QT_TRANSLATE_NOOP("Engine", "Hidden folders were left out: {}."),
    QT_TRANSLATE_NOOP("Engine", "None of the {} pictures in {} can be read. The first is {}: {}"),
    QT_TRANSLATE_NOOP("Engine", "Of pictures of another shape, the middle is taken."),
    QT_TRANSLATE_NOOP("Engine", "Pictures of another shape are stretched."),
    QT_TRANSLATE_NOOP("Engine", "Pictures of another shape have borders beside them."),
    QT_TRANSLATE_NOOP("Engine", "The pictures for testing are those of the folder {}."),
    QT_TRANSLATE_NOOP("Engine", "Those of the folder {} are for validation."),
    QT_TRANSLATE_NOOP("Engine", "What is no picture in a class was left out: {}."),
    QT_TRANSLATE_NOOP("Engine", "height and width in pixels as in 64x64, each from 1 to {}"),
    QT_TRANSLATE_NOOP("Engine", "in colour"),
    QT_TRANSLATE_NOOP("Engine", "in grey"),
    QT_TRANSLATE_NOOP("Engine", "it has {}×{} pixels; at most {} are read."),
    QT_TRANSLATE_NOOP("Engine", "it is no picture that can be read."),
    QT_TRANSLATE_NOOP("Engine", "the file ends before its picture does."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} has a folder of its own for validation. Leave the option validation={} out."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{} has pictures of one class, {}; there is nothing to tell apart. Make a subfolder for each class."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} has pictures, but no subfolders with pictures. Make one subfolder for each class, "
                      "called like the class, and put its pictures there."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} has {} pictures that can be read for training and {} for testing; there must be at "
                      "least one of each."),
    QT_TRANSLATE_NOOP("Engine", "{} has {} subfolders with pictures; at most {} classes are possible."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} holds neither IDX files nor subfolders with pictures (PNG, JPEG, WebP, BMP, GIF or "
                      "TIFF), one for each class."),
    QT_TRANSLATE_NOOP("Engine", "{} holds pictures, which this program cannot read."),
    QT_TRANSLATE_NOOP("Engine", "{} pictures of {} classes ({}), each as {}×{} pixels {}; {} for testing."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} pictures of {}×{} pixels take {} MiB; at most {} are possible. Choose a smaller "
                      "size, as in size=64x64."),
    QT_TRANSLATE_N_NOOP("Engine", "The classes {} have no samples for training."),
    QT_TRANSLATE_N_NOOP("Engine", "{} pictures cannot be read and were left out, such as {}"),
    QT_TRANSLATE_N_NOOP("Engine", "{} pictures were inverted."),
};

}  // namespace
}  // namespace pellucid::ui
