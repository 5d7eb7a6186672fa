// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/window_words.h"

#include <QtGlobal>
#include <algorithm>
#include <array>

namespace pellucid::ui {
namespace {

constexpr std::array kWordings = {
    WindowWording{"Name another target with --targets.",
                  QT_TRANSLATE_NOOP("Engine", "Give another column the role of the target.")},
    WindowWording{"Leave it out with --ignore, or fill gaps with the option missing=mean.",
                  QT_TRANSLATE_NOOP("Engine",
                                    "Leave the column out in the list of columns, or choose for “Gaps” that "
                                    "they are filled with the mean.")},
    WindowWording{
        "{}: the option shape has {} values ({}), but a sample has {}. Give the right shape, or "
        "leave columns out with --ignore.",
        QT_TRANSLATE_NOOP("Engine",
                          "{}: an image of that size has {} pixels ({}), but a sample has {} inputs. "
                          "Choose the right size, or leave out the columns that are no pixels.")},
    WindowWording{
        "{}: the column {} has no numbers in the training samples, so there is no mean to fill its "
        "gaps with. Leave it out with --ignore.",
        QT_TRANSLATE_NOOP("Engine",
                          "{}: the column {} has no numbers in the training samples, so there is no "
                          "mean to fill its gaps with. Leave it out in the list of columns.")},
    WindowWording{
        "{}: the model does not keep the mean of {}, with which missing=mean would fill its gaps; "
        "those that learned from standardised data do. Leave missing=mean out: rows with gaps then "
        "get no answer.",
        QT_TRANSLATE_NOOP("Engine",
                          "{}: the network does not keep the mean of {} to fill its gaps with; those "
                          "that learned from standardised data do.")},
    WindowWording{
        "The input {} only counts the rows, as it seems: then leave it out with --ignore.",
        QT_TRANSLATE_NOOP("Engine",
                          "The input {} only counts the rows, as it seems: then leave it out in the "
                          "list of columns.")},
    WindowWording{
        "{}: inputs are numbers, but there are texts or dates in {}. Leave such columns out with "
        "--ignore {}, or turn them into inputs of 0 and 1 with the option text=onehot.{}",
        QT_TRANSLATE_NOOP("Engine",
                          "{0}: inputs are numbers, but there are texts or dates in {1}. Leave such "
                          "columns out in the list of columns, or make them categories there.{3}")},
    WindowWording{
        " If it is what is to be predicted, say so with --targets {}.",
        QT_TRANSLATE_NOOP("Engine", " If {} is what is to be predicted, give it the role of the target.")},
    WindowWording{
        "{}: the column {} has more than {} different texts, which is the limit for inputs of 0 and "
        "1. Leave it out with --ignore.",
        QT_TRANSLATE_NOOP("Engine",
                          "{}: the column {} has more than {} different values, which is the limit "
                          "for a category. Leave it out in the list of columns.")},
    WindowWording{
        "{}: turning texts into inputs of 0 and 1 would give {} values from {} cells. Leave columns "
        "out with --ignore.",
        QT_TRANSLATE_NOOP("Engine",
                          "{}: turning categories into inputs of 0 and 1 would give {} values from "
                          "{} cells. Leave some of them out in the list of columns.")},
    WindowWording{" A column whose name has a comma or a bar can be called by its number, as in --targets "
                  "\"column 2\".",
                  QT_TRANSLATE_NOOP("Engine", " Choose the columns' roles again in the list of columns.")},
    WindowWording{"The target was chosen by its name; --targets names another.",
                  QT_TRANSLATE_NOOP("Engine",
                                    "The target was chosen by its name; the list of columns gives another "
                                    "one that role.")},
    WindowWording{
        "{}: the column {} has numbers with fractions, as in line {}, which cannot be classes. "
        "target=numbers reads them as numbers.",
        QT_TRANSLATE_NOOP("Engine",
                          "{}: the column {} has numbers with fractions, as in line {}, which cannot "
                          "be classes. Choose that the target is a number.")},
    WindowWording{
        "{}, line {}, column {}: \"{}\" is not a number. target=classes reads the column as classes; "
        "or name another column as the target.",
        QT_TRANSLATE_NOOP("Engine",
                          "{}, line {}, column {}: \"{}\" is not a number. Choose that the target is "
                          "a class, or give another column that role.")},
    WindowWording{
        "{0} was read as numbers, because its {1} rows have {2} different values; target=classes "
        "reads them as classes.",
        QT_TRANSLATE_NOOP("Engine",
                          "{0} was read as numbers, because its {1} rows have {2} different values; "
                          "“Target is” makes them classes.")},
    WindowWording{"{0} was read as classes, because its {1} rows have only {2} different values; "
                  "target=numbers reads them as numbers.",
                  QT_TRANSLATE_NOOP("Engine",
                                    "{0} was read as classes, because its {1} rows have only {2} different "
                                    "values; “Target is” makes them numbers.")},
    WindowWording{"{}: the column {} has more than {} different texts, which is the limit for classes. Name "
                  "another column as the target with --targets.",
                  QT_TRANSLATE_NOOP("Engine",
                                    "{}: the column {} has more than {} different texts, which is the limit "
                                    "for classes. Give another column the role of the target.")},
    WindowWording{
        "{}: the column {} has more than {} different numbers, which is the limit for classes. "
        "target=numbers reads them as numbers.",
        QT_TRANSLATE_NOOP("Engine",
                          "{}: the column {} has more than {} different numbers, which is the limit "
                          "for classes. Choose that the target is a number.")},
    WindowWording{"{}: the column {} has whole numbers beyond 16 million, which cannot be told apart as "
                  "classes. target=numbers reads them as numbers.",
                  QT_TRANSLATE_NOOP("Engine",
                                    "{}: the column {} has whole numbers beyond 16 million, which cannot be "
                                    "told apart as classes. Choose that the target is a number.")},
    WindowWording{
        "{} has {} training samples, which is less than the option samples={} asks for.",
        QT_TRANSLATE_NOOP("Engine", "{} has {} training samples, which is less than {}. Use fewer of them.")},
    WindowWording{
        "{} has a folder of its own for validation. Leave the option validation={} out.",
        QT_TRANSLATE_NOOP("Engine",
                          "{0} has a folder of its own for validation. Set the share for validation "
                          "to 0.")},
    WindowWording{
        "{} has one training sample: none can be set aside with the option validation={}.",
        QT_TRANSLATE_NOOP("Engine", "{0} has one training sample: none can be set aside for validation.")},
    WindowWording{
        "{} pictures of {}×{} pixels take {} MiB; at most {} are possible. Choose a smaller size, as "
        "in size=64x64.",
        QT_TRANSLATE_NOOP("Engine",
                          "{} pictures of {}×{} pixels take {} MiB; at most {} are possible. Choose "
                          "a smaller size, such as 64 × 64.")},
    WindowWording{"The model needs the columns {}, which {} does not have; it has {}. Rename them, or match "
                  "columns by order with --by-order.",
                  QT_TRANSLATE_NOOP("Engine",
                                    "The network needs the columns {}, which {} does not have; it has {}. "
                                    "Rename the columns in the file.")},
    WindowWording{
        "The targets {} are numbers near {}, and a new network answers numbers near 0: the loss will "
        "be very high and learning slow, or it diverges. Put +standardise behind the name of the "
        "data.",
        QT_TRANSLATE_NOOP("Engine",
                          "The targets {} are numbers near {}, and a new network answers numbers "
                          "near 0: the loss will be very high and learning slow, or it diverges. "
                          "Standardise the data.")},
    WindowWording{"The inputs {} are large numbers, and a network learns best from numbers near 0. Put "
                  "+standardise behind the name of the data.",
                  QT_TRANSLATE_NOOP("Engine",
                                    "The inputs {} are large numbers, and a network learns best from numbers "
                                    "near 0. Standardise the data.")},
    WindowWording{
        "The test samples decide when to stop, or the learning rate: what is then measured on them "
        "is a little too good. The option validation=0.1 of the data sets a tenth of the training "
        "samples aside to decide by.",
        QT_TRANSLATE_NOOP("Engine",
                          "The test samples decide when to stop, or the learning rate: what is then "
                          "measured on them is a little too good. Set a tenth of the training "
                          "samples aside for validation, to decide by.")},
    WindowWording{
        "{} is read by the rules of the first version, which find out how a table is written, and "
        "know no files beside it. Leave rules=1 out.",
        QT_TRANSLATE_NOOP("Engine",
                          "{} is read by the rules of the first version, which find out how a table "
                          "is written, and know no files beside it. Open the table again.")},
};

}  // namespace

std::span<const WindowWording> windowWordings() {
  return kWordings;
}

const char* windowWordsFor(std::string_view said) {
  const auto found = std::ranges::find_if(
      kWordings, [said](const WindowWording& wording) { return std::string_view(wording.said) == said; });
  return found == kWordings.end() ? nullptr : found->shown;
}

}  // namespace pellucid::ui
