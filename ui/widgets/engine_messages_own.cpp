// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences about painted points and drawn signs; see engine_messages.cpp.
#include <QtGlobal>

namespace pellucid::ui {
namespace {

[[maybe_unused]] constexpr const char* kOwnMessages[] = {
    QT_TRANSLATE_NOOP(
        "Engine",
        "\"{:.20}\" is not known. There are x, pi, e, sin, cos, tan, exp, log, abs, sqrt and tanh."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "\"{:.20}\" is not known. There are x, y, pi, e, sin, cos, tan, exp, log, abs, sqrt and tanh."),
    QT_TRANSLATE_NOOP("Engine",
                      "\"{:.20}\" is not understood here. A formula is written as in 2 sin(x) + 1."),
    QT_TRANSLATE_NOOP("Engine", "A parenthesis is not closed."),
    QT_TRANSLATE_NOOP(
        "Engine", "None of the {} samples is for training. Add more, or make the share for testing smaller."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "None of them is for testing yet, so all are for training, and the test asks about the same ones."),
    QT_TRANSLATE_NOOP("Engine", "The boundary is a formula of x alone; y is what it is compared with."),
    QT_TRANSLATE_NOOP("Engine", "The class keeps its name: {}."),
    QT_TRANSLATE_NOOP("Engine", "The formula ends too early. Write one as in 2 sin(x) + 1."),
    QT_TRANSLATE_NOOP("Engine", "The formula has too many parentheses in each other."),
    QT_TRANSLATE_NOOP("Engine", "The formula has too many powers in each other."),
    QT_TRANSLATE_NOOP("Engine", "The formula has {} characters; it can have at most {}."),
    QT_TRANSLATE_NOOP("Engine",
                      "The last sample stays: a network needs something to learn from. Undo takes steps "
                      "back, and New… begins with something else."),
    QT_TRANSLATE_NOOP("Engine", "The samples stay as they are: {}."),
    QT_TRANSLATE_NOOP("Engine",
                      "There are no samples of your own here: they lie in the project that they were made "
                      "in. Open it, or paint and draw others."),
    QT_TRANSLATE_NOOP("Engine", "There can be at most {} classes."),
    QT_TRANSLATE_NOOP("Engine", "sample {} has the number {}; numbers rise, and are below {}"),
    QT_TRANSLATE_NOOP("Engine", "the drawing with the number {} is of class {}; there are {} classes"),
    QT_TRANSLATE_NOOP("Engine", "the name of class {} has {} bytes; it must have from 1 to {}"),
    QT_TRANSLATE_NOOP(
        "Engine", "the point with the number {} has the class {} and the height {}, which it cannot have"),
    QT_TRANSLATE_NOOP("Engine", "the point with the number {} lies at {}, {}, which is outside ±{}"),
    QT_TRANSLATE_NOOP("Engine", "there are points as well as drawings; there can be only one of them"),
    QT_TRANSLATE_NOOP("Engine", "there are {} classes; points with heights have none"),
    QT_TRANSLATE_NOOP("Engine", "there are {} classes; there must be from 2 to {}"),
    QT_TRANSLATE_NOOP("Engine", "there are {} colours for {} classes"),
    QT_TRANSLATE_NOOP("Engine", "class {} has the colour {}; colours are from 0 to {}"),
    QT_TRANSLATE_NOOP("Engine", "{}.colours has the entry {:.60}, which is not a colour"),
    QT_TRANSLATE_NOOP("Engine", "{} cannot be shown: {}"),
    QT_TRANSLATE_NOOP("Engine", "there are {} samples; there can be at most {}"),
    QT_TRANSLATE_NOOP("Engine", "two classes are called \"{}\""),
    QT_TRANSLATE_NOOP(
        "Engine", "{} are for training and {} for testing, and each keeps its part when others are added."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} are for training and {} for validation. None of them is for testing yet, so the "
                      "test asks about those for training."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} are for training, {} for validation and {} for testing, and each keeps its part "
                      "when others are added."),
    QT_TRANSLATE_NOOP("Engine", "{} has more than {} samples"),
    QT_TRANSLATE_NOOP("Engine", "{} has samples, but the data are called \"{:.60}\""),
    QT_TRANSLATE_NOOP("Engine", "{} has the row {:.60}, which is not a sample"),
    QT_TRANSLATE_NOOP("Engine", "{} is called \"{:.60}\", but has samples that are {}"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{} is not made of at most {} points of a plane between -6 and 6: it cannot be painted on."),
    QT_TRANSLATE_NOOP("Engine", "{} needs parentheses, as in {}(x)."),
    QT_TRANSLATE_N_NOOP("Engine", "{} points that you painted, in {} classes."),
    QT_TRANSLATE_N_NOOP("Engine", "{} points that you painted, with heights to be predicted."),
    QT_TRANSLATE_N_NOOP("Engine", "{} drawings of your own, in {} classes."),
    QT_TRANSLATE_NOOP("Engine", "{}.classes has the entry {:.60}, which is not a text"),
    QT_TRANSLATE_NOOP("Engine", "{}.rows has the entry {:.60}; there are {} rows"),
};

}  // namespace
}  // namespace pellucid::ui
