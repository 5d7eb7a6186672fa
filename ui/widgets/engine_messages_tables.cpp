// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences about tables and how data and models fit together; see engine_messages.cpp.
#include <QtGlobal>

namespace pellucid::ui {
namespace {

[[maybe_unused]] constexpr const char* kTableMessages[] = {
    QT_TRANSLATE_NOOP("Engine", "--data is for --sample and --csv. Leave it out with --image."),
    QT_TRANSLATE_NOOP("Engine", "Another column {} is called {} here."),
    QT_TRANSLATE_NOOP("Engine", "Cells are separated by {}, and numbers have decimal commas."),
    QT_TRANSLATE_NOOP("Engine", "Cells are separated by {}."),
    QT_TRANSLATE_NOOP("Engine", "It was read as UTF-16."),
    QT_TRANSLATE_NOOP("Engine", "It was read as Windows-1252."),
    QT_TRANSLATE_NOOP("Engine", "Leave it out with --ignore, or fill gaps with the option missing=mean."),
    QT_TRANSLATE_NOOP("Engine",
                      "There is no data set \"{}\". Give {}, a table FILE.csv, NumPy arrays FILE.npz, or a "
                      "folder with four IDX files or with pictures, one subfolder for each class."),
    QT_TRANSLATE_NOOP("Engine", "Thousands separators were removed from numbers."),
    QT_TRANSLATE_NOOP("Engine", "Name another target with --targets."),
    QT_TRANSLATE_NOOP("Engine", "Currency and percent signs were removed from numbers."),
    QT_TRANSLATE_N_NOOP("Engine", "The classes {} have no samples for testing."),
    QT_TRANSLATE_NOOP("Engine",
                      "The first column has no name and only identifies the rows; it was left out."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The first line is a sample, not a header, so the columns are called column 1, column 2 and so on."),
    QT_TRANSLATE_NOOP("Engine", "The line below the names has no numbers and was skipped."),
    QT_TRANSLATE_NOOP("Engine",
                      "The model knows the classes {}, and {} has {}: none in common. Choose data with "
                      "classes that it knows, or match classes by order with --by-order."),
    QT_TRANSLATE_NOOP("Engine",
                      "The model needs the columns {}, which {} does not have; it has {}. Rename them, or "
                      "match columns by order with --by-order."),
    QT_TRANSLATE_NOOP("Engine",
                      "The model predicts {}, but the targets of {} are {}. Name the right columns with "
                      "--targets, or match them by order with --by-order."),
    QT_TRANSLATE_NOOP("Engine", "The target was chosen by its name; --targets names another."),
    QT_TRANSLATE_NOOP("Engine",
                      "The test samples of {} all have the classes {}, which the model does not know."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "There is nothing to predict. Give --image FILE.png, --sample N, or --data TABLE.csv --csv OUT.csv."),
    QT_TRANSLATE_NOOP("Engine", "\"{}\" is read as \"{}\"."),
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
                      "{0} was read as classes, because its {1} rows have only {2} different values; "
                      "target=numbers reads them as numbers."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} has no array {}; it has {}. Write it with np.savez({}, x_train=…, y_train=…, "
                      "x_test=…, y_test=…)."),
    QT_TRANSLATE_NOOP("Engine", "{} is not a NumPy array."),
    QT_TRANSLATE_NOOP("Engine", "{} was read as numbers, because it has more than {} different values."),
    QT_TRANSLATE_NOOP("Engine",
                      "{0} was read as numbers, because its {1} rows have {2} different values; "
                      "target=classes reads them as classes."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{} has the files of more than one set: {}. Put the four files of one set into their own folder."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{} has the label {}, which no training sample has: training labels go up to {}. A class that is not "
        "trained cannot be tested; add training samples of it, or leave it out."),
    QT_TRANSLATE_NOOP("Engine", "{} is a LibreOffice document, not a table of text. Save its sheet as CSV."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} is a web page and not an IDX file, so its download failed. Download it again."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} is a zip archive with {} tables: {}. Unpack it, and give the one you want."),
    QT_TRANSLATE_NOOP("Engine", "{} is a zip archive without a table in it (.csv, .tsv or .txt)."),
    QT_TRANSLATE_NOOP("Engine", "{} is an Excel workbook, not a table of text. Save its sheet as CSV."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} is empty; it must have rows of numbers, preferably below a line of column names."),
    QT_TRANSLATE_NOOP("Engine", "{} is not a table of text: line {} has a byte 0. Give a CSV file."),
    QT_TRANSLATE_NOOP("Engine", "{} is {}, not a table of text. Give a CSV file."),
    QT_TRANSLATE_N_NOOP("Engine", "{} lines of titles or comments were skipped."),
    QT_TRANSLATE_N_NOOP("Engine", "{} rows with gaps were left out."),
    QT_TRANSLATE_N_NOOP("Engine", "{} rows: inputs {}."),
    QT_TRANSLATE_N_NOOP("Engine", "{} samples per class"),
    QT_TRANSLATE_N_NOOP("Engine", "{} rows: inputs {}; {}; {} for testing."),
    QT_TRANSLATE_N_NOOP("Engine",
                        "{} test samples are left out, because the model does not know their classes: {}."),
    QT_TRANSLATE_NOOP("Engine", "{}, line {} has {} cells, but the table has {} columns.{}"),
    QT_TRANSLATE_NOOP("Engine", "{}, line {}, column {}: \"{}\" is not a number within ±{:.1g}."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}, line {}, column {}: \"{}\" is not a number, unlike the rest of its column. "
                      "Correct the cell, or remove the row."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}, line {}, column {}: \"{}\" is not a number, but line {} has a number with a "
                      "fraction there. A column of answers holds either numbers or classes."),
    QT_TRANSLATE_NOOP("Engine", "{}: all samples have the label {}; there is nothing to learn."),
    QT_TRANSLATE_NOOP("Engine", "{}: its dimensions {} need {} bytes, but {} follow the header."),
    QT_TRANSLATE_NOOP("Engine", "{}: its header has no shape."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: its training and test images are of different types. Write both as bytes, or both "
                      "as other numbers."),
    QT_TRANSLATE_NOOP("Engine", "{}: its values are in Fortran order. Save np.ascontiguousarray(…) of it."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{}: labels are whole numbers from 0 to 255, but not all of these are. Number the classes from 0."),
    QT_TRANSLATE_NOOP("Engine", "{}: some of its values are infinite or not numbers."),
    QT_TRANSLATE_NOOP("Engine", "{}: truncated in its header."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: turning texts into inputs of 0 and 1 would give {} values from {} cells. Leave "
                      "columns out with --ignore."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: the column {} has more than {} different texts, which is the limit for classes. "
                      "Name another column as the target with --targets."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: the column {} has more than {} different texts, which is the limit for inputs of "
                      "0 and 1. Leave it out with --ignore."),
    QT_TRANSLATE_NOOP("Engine", "{}: the column {} is both an input and a target. Name it only once."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: the option shape has {} values ({}), but a sample has {}. Give the right shape, "
                      "or leave columns out with --ignore."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: the sizes in its header have the low byte first; IDX has the high byte first. "
                      "Write it again with numpy type >u4, for example."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: values of type {:02x} ({}) cannot be read; images and labels are type 08, "
                      "unsigned bytes. Write them as numpy does with the type u1."),
    QT_TRANSLATE_NOOP("Engine", "{}: values of type {} cannot be read; whole numbers and floats can."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: {} of {} rows have gaps, most of them in the column {}, which is empty in {}. {}"),
    QT_TRANSLATE_NOOP("Engine", "Inputs are made from other inputs that are numbers, but {} has images."),
    QT_TRANSLATE_NOOP("Engine",
                      "Inputs and targets are standardised: the mean of the training samples becomes 0 and "
                      "their standard deviation 1."),
    QT_TRANSLATE_NOOP("Engine",
                      "The input {} only counts the rows, as it seems: then leave it out with --ignore."),
    QT_TRANSLATE_NOOP("Engine",
                      "The inputs are standardised: the mean of the training samples becomes 0 and their "
                      "standard deviation 1."),
    QT_TRANSLATE_NOOP("Engine",
                      "The inputs {} are large numbers, and a network learns best from numbers near 0. Put "
                      "+standardise behind the name of the data."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The targets {} are numbers near {}, and a new network answers numbers near 0: the loss will be very "
        "high and learning slow, or it diverges. Put +standardise behind the name of the data."),
    QT_TRANSLATE_NOOP("Engine",
                      "The test samples decide when to stop, or the learning rate: what is then measured on "
                      "them is a little too good. The option validation=0.1 of the data sets a tenth of the "
                      "training samples aside to decide by."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "standardise must be the last change, because it goes by what the others make of the data."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} has images, which are no rows of a table. Points and tables can be exported."),
    QT_TRANSLATE_NOOP("Engine", "{} has no samples here that could be exported."),
    QT_TRANSLATE_NOOP("Engine", "{} has the input {} already."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{} has {} inputs: x², y², x·y, sin x and sin y are made where there are two, x and y, and "
        "x² and sin x where there is one."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{} must come before the inputs that are made from others, because they would not be made "
        "from them any more."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} has no training samples whose mean and deviation +standardise could take. Leave it "
                      "out: a model that learned from standardised data scales what it is asked itself."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} has one training sample: none can be set aside with the option validation={}."),
    QT_TRANSLATE_N_NOOP("Engine", "{} of the training samples are set aside for validation."),
    QT_TRANSLATE_NOOP("Engine",
                      " A column whose name has a comma or a bar can be called by its number, as in "
                      "--targets \"column 2\"."),
    QT_TRANSLATE_NOOP("Engine", " If it is what is to be predicted, say so with --targets {}."),
    QT_TRANSLATE_NOOP("Engine",
                      "If commas are decimal points here, write them as points; else name every column."),
    QT_TRANSLATE_NOOP("Engine", "In {}, \"{}\" was read as 1 and the other text as 0."),
    QT_TRANSLATE_NOOP("Engine", "Name every column."),
    QT_TRANSLATE_NOOP("Engine",
                      "Shifting, turning and zooming training samples is for images, but those of {} are "
                      "none. Set them to 0; noise can be added to all samples."),
    QT_TRANSLATE_NOOP("Engine", "texts of cells separated by |"),
    QT_TRANSLATE_NOOP("Engine", "The augmentation's"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The model has never met {}: such rows are answered as if that cell had none of its texts."),
    QT_TRANSLATE_NOOP("Engine", "the name of a table"),
    QT_TRANSLATE_NOOP("Engine",
                      "The options {0} and {0}-file of {1} exclude each other: its samples are either a "
                      "share of the table or those of a file."),
    QT_TRANSLATE_NOOP("Engine", "The samples for validation are the rows of {}."),
    QT_TRANSLATE_NOOP("Engine", "The test samples are the rows of {}."),
    QT_TRANSLATE_NOOP("Engine", "The {} values of {} became inputs of 0 and 1."),
    QT_TRANSLATE_NOOP("Engine", "There are {} samples for training and {} for testing; each must have one."),
    QT_TRANSLATE_NOOP("Engine", "{} has no column {}, which {} has; it has {}."),
    QT_TRANSLATE_NOOP("Engine", "{} has no rows of numbers: there is nothing to answer."),
    QT_TRANSLATE_NOOP("Engine", "{} is not UTF-16. Let the encoding be found, or choose another one."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} is not UTF-8: line {} has bytes that no character is written with. Let the "
                      "encoding be found, or choose another one."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} is read by the rules of the first version, which find out how a table is written, "
                      "and know no files beside it. Leave rules=1 out."),
    QT_TRANSLATE_N_NOOP("Engine", "{} lines of notes below the table were skipped."),
    QT_TRANSLATE_NOOP("Engine", "{}, line {} has {} names, but the rows below have {} cells. {}"),
    QT_TRANSLATE_NOOP("Engine",
                      "{}, line {}, column {}: \"{}\" is not a number. target=classes reads the column as "
                      "classes; or name another column as the target."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: the column {} has more than {} different numbers, which is the limit for classes. "
                      "target=numbers reads them as numbers."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: the column {} has no numbers in the training samples, so there is no mean to fill "
                      "its gaps with. Leave it out with --ignore."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: the column {} has numbers with fractions, as in line {}, which cannot be classes. "
                      "target=numbers reads them as numbers."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: the column {} has whole numbers beyond 16 million, which cannot be told apart as "
                      "classes. target=numbers reads them as numbers."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{}: the model does not keep the mean of {}, with which missing=mean would fill its gaps; those that "
        "learned from standardised data do. Leave missing=mean out: rows with gaps then get no answer."),
};

}  // namespace
}  // namespace pellucid::ui
