// SPDX-License-Identifier: GPL-3.0-or-later
// As engine_messages.cpp, with the sentences about tables and how data and models meet.
#include <QtGlobal>

namespace pellucid::ui {
namespace {

[[maybe_unused]] constexpr const char* kTableMessages[] = {
    QT_TRANSLATE_NOOP("Engine", "--data is for --sample and --csv. Leave it out with --image."),
    QT_TRANSLATE_NOOP("Engine", "Another column {} is called {} here."),
    QT_TRANSLATE_NOOP("Engine", "Cells are separated by {}, and numbers have decimal commas."),
    QT_TRANSLATE_NOOP("Engine", "Cells are separated by {}."),
    QT_TRANSLATE_NOOP("Engine", "Its encoding is UTF-16."),
    QT_TRANSLATE_NOOP("Engine", "Its encoding was taken for Windows-1252."),
    QT_TRANSLATE_NOOP("Engine", "Leave it out with --ignore, or fill gaps with the option missing=mean."),
    QT_TRANSLATE_NOOP("Engine", "Marks between thousands were taken out of numbers."),
    QT_TRANSLATE_NOOP("Engine", "Name another target with --targets."),
    QT_TRANSLATE_NOOP("Engine", "Signs of currencies and % were taken off numbers."),
    QT_TRANSLATE_N_NOOP("Engine", "The classes {} have no samples for testing."),
    QT_TRANSLATE_NOOP("Engine", "The first column has no name and tells the rows apart; it was left out."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The first line is a sample and not names, so the columns are called column 1, column 2 and so on."),
    QT_TRANSLATE_NOOP("Engine", "The line below the names has no numbers and was passed over."),
    QT_TRANSLATE_NOOP("Engine",
                      "The model knows the classes {}, and {} has {}: none in common. Choose data with "
                      "classes that it knows, or take classes in their order with --by-order."),
    QT_TRANSLATE_NOOP("Engine",
                      "The model needs the columns {}, which {} does not have; it has {}. Rename them, or "
                      "take the columns in their order with --by-order."),
    QT_TRANSLATE_NOOP("Engine",
                      "The model predicts {}, but the targets of {} are {}. Name the right columns with "
                      "--targets, or take them in their order with --by-order."),
    QT_TRANSLATE_NOOP("Engine", "The target was chosen by its name; --targets names another."),
    QT_TRANSLATE_NOOP("Engine",
                      "The test samples of {} are all of the classes {}, which the model does not know."),
    QT_TRANSLATE_NOOP("Engine", "The {} texts of {} became inputs of 0 and 1."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "There is nothing to predict. Give --image FILE.png, --sample N, or --data TABLE.csv --csv OUT.csv."),
    QT_TRANSLATE_NOOP("Engine", "\"{}\" is counted as \"{}\"."),
    QT_TRANSLATE_NOOP("Engine", "a PDF"),
    QT_TRANSLATE_NOOP("Engine", "a Parquet file"),
    QT_TRANSLATE_NOOP("Engine", "a picture"),
    QT_TRANSLATE_NOOP("Engine", "a web page"),
    QT_TRANSLATE_NOOP("Engine", "an HDF5 file"),
    QT_TRANSLATE_NOOP("Engine", "an old Excel workbook"),
    QT_TRANSLATE_NOOP("Engine", "bars"),
    QT_TRANSLATE_NOOP("Engine", "blanks"),
    QT_TRANSLATE_NOOP("Engine", "commas"),
    QT_TRANSLATE_NOOP("Engine", "height and width as in 28x28, or channels before them"),
    QT_TRANSLATE_NOOP("Engine", "input_names has {} texts; a sample has {} values"),
    QT_TRANSLATE_NOOP("Engine", "one of: {}"),
    QT_TRANSLATE_NOOP("Engine", "semicolons"),
    QT_TRANSLATE_NOOP("Engine", "tabs"),
    QT_TRANSLATE_NOOP("Engine", "target {} with {} classes {}"),
    QT_TRANSLATE_NOOP("Engine", "target {}, a number"),
    QT_TRANSLATE_NOOP("Engine", "targets {}, which are numbers"),
    QT_TRANSLATE_NOOP("Engine", "{} begins as UTF-16, but not all of it is. Save it again, in UTF-8."),
    QT_TRANSLATE_N_NOOP("Engine", "{} empty columns were left out."),
    QT_TRANSLATE_N_NOOP("Engine", "{} gaps were filled with the means of their columns."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} has classes and not numbers, because of {} rows only {} differ; target=numbers "
                      "makes numbers of them."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} has no array {}; it has {}. Write it with np.savez({}, x_train=…, y_train=…, "
                      "x_test=…, y_test=…)."),
    QT_TRANSLATE_NOOP("Engine", "{} has numbers and not classes, because more than {} of them differ."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} has numbers and not classes, because of {} rows {} differ; target=classes makes "
                      "classes of them."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} has the files of more than one set: {}. Put the four files of one set into a "
                      "folder of their own."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} has the label {}, which no training sample has: their labels go up to {}. A class "
                      "that is not learned cannot be tested; give training samples of it, or leave it out."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{} holds pictures, as {}. Folders of pictures are not read: write them as four IDX files, or by "
        "NumPy's savez as one file .npz with x_train, y_train, x_test and y_test, grey and all of one size."),
    QT_TRANSLATE_NOOP("Engine", "{} is a LibreOffice document, not a table of text. Save its sheet as CSV."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} is a web page and not an IDX file, so its download failed. Download it again."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} is a zip archive with {} tables: {}. Unpack it, and give the one that is meant."),
    QT_TRANSLATE_NOOP("Engine", "{} is a zip archive without a table in it (.csv, .tsv or .txt)."),
    QT_TRANSLATE_NOOP("Engine", "{} is an Excel workbook, not a table of text. Save its sheet as CSV."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} is empty; it must have rows of numbers, best below a line of column names."),
    QT_TRANSLATE_NOOP("Engine", "{} is not a table of text: line {} has a byte 0. Give a CSV file."),
    QT_TRANSLATE_NOOP("Engine", "{} is {}, not a table of text. Give a CSV file."),
    QT_TRANSLATE_N_NOOP("Engine", "{} lines of titles or comments were passed over."),
    QT_TRANSLATE_N_NOOP("Engine", "{} rows with gaps were left out."),
    QT_TRANSLATE_N_NOOP("Engine", "{} rows: inputs {}."),
    QT_TRANSLATE_N_NOOP("Engine", "{} rows: inputs {}; {}; {} for testing."),
    QT_TRANSLATE_N_NOOP("Engine",
                        "{} test samples are left out, of classes that the model does not know: {}."),
    QT_TRANSLATE_NOOP("Engine", "{}, line {} has {} cells, but the table has {} columns.{}"),
    QT_TRANSLATE_NOOP("Engine", "{}, line {}, column {}: \"{}\" is not a number within ±{:.1g}."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}, line {}, column {}: \"{}\" is not a number, and the others there are. Mend the "
                      "cell, or leave the row out."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}, line {}, column {}: \"{}\" is not a number, but line {} has a number with a "
                      "fraction there. A column of answers holds numbers, or it holds classes."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}, line {}, column {}: \"{}\" is not a number. Leave target=numbers out, or name "
                      "another column as the target."),
    QT_TRANSLATE_NOOP("Engine", "{}: all samples have the label {}; there is nothing to learn."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: inputs are numbers, but there are texts or dates in {}. Leave such columns out "
                      "with --ignore {}, or make inputs of 0 and 1 of them with the option text=onehot."),
    QT_TRANSLATE_NOOP("Engine", "{}: its dimensions {} need {} bytes, but {} follow the header."),
    QT_TRANSLATE_NOOP("Engine", "{}: its header tells no shape."),
    QT_TRANSLATE_NOOP("Engine", "{}: its values stand in Fortran's order. Write np.ascontiguousarray of it."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{}: labels are whole numbers from 0 to 255, but not all of these are. Number the classes from 0."),
    QT_TRANSLATE_NOOP("Engine", "{}: not an array of NumPy."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: of training and test images, one are bytes and the other numbers that are no "
                      "bytes. Write both with the same type."),
    QT_TRANSLATE_NOOP("Engine", "{}: some of its values are infinite or nan."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{}: texts as inputs of 0 and 1 would make {} values of {} cells. Leave columns out with --ignore."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: the column {} has more than {} different numbers, which is the most for classes. "
                      "Leave target=classes out."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: the column {} has more than {} different texts, which is the most for classes. "
                      "Name another column as the target with --targets."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: the column {} has more than {} different texts, which is the most for inputs of 0 "
                      "and 1. Leave it out with --ignore."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: the column {} has numbers with fractions, as in line {}, which cannot be classes. "
                      "Leave target=classes out."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: the column {} has whole numbers beyond 16 million, which cannot be told apart as "
                      "classes. Leave target=classes out."),
    QT_TRANSLATE_NOOP("Engine", "{}: the column {} is an input and a target. Name it only once."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: the option shape has {} values ({}), but a sample has {}. Give the right shape, "
                      "or leave columns out with --ignore."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: the sizes in its header have the low byte first; IDX has the high byte first. "
                      "Write it again as IDX, as numpy does with the type >u4."),
    QT_TRANSLATE_NOOP("Engine", "{}: truncated in its header."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: values of type {:02x} ({}) cannot be read; images and labels are type 08, "
                      "unsigned bytes. Write them as numpy does with the type u1."),
    QT_TRANSLATE_NOOP("Engine", "{}: values of type {} cannot be read; whole numbers and floats can."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: {} of {} rows have gaps, most of them in the column {}, which is empty in {}. {}"),
};

}  // namespace
}  // namespace pellucid::ui
