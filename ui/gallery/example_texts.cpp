// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/example_texts.h"

#include <QCoreApplication>

namespace pellucid::ui {
namespace {

constexpr const char* kExampleContext = "Example";

/// The texts of resources/examples, file by file: title, sentence, what to try, where to look.
[[maybe_unused]] constexpr const char* kExampleTexts[] = {
    QT_TRANSLATE_NOOP("Example", "One step by hand"),
    QT_TRANSLATE_NOOP("Example",
                      "One weight, one bias and one sample: every number of a step can be checked on paper."),
    QT_TRANSLATE_NOOP("Example",
                      "Take steps with . and read the arithmetic. After one step the prediction has gone "
                      "from 7 to 8, and the answer wanted is 9."),
    QT_TRANSLATE_NOOP("Example", "The loss falls from 4 to 1, and w grows from 3 to 3.4."),
    QT_TRANSLATE_NOOP("Example", "A single unit"),
    QT_TRANSLATE_NOOP("Example",
                      "One unit draws one straight line, which is enough to tell two clouds apart."),
    QT_TRANSLATE_NOOP("Example",
                      "Train, then click in the plane beside the unit: it says what it would answer there."),
    QT_TRANSLATE_NOOP("Example", "The line turns until each cloud lies on its own side."),
    QT_TRANSLATE_NOOP("Example", "AND with one unit"),
    QT_TRANSLATE_NOOP("Example", "One unit learns to say 1 only where both inputs are 1."),
    QT_TRANSLATE_NOOP("Example",
                      "Set the two weights and the bias by hand before you train: 1, 1 and -1.5 do it, too."),
    QT_TRANSLATE_NOOP("Example", "The bias becomes negative, so that one input alone is not enough."),
    QT_TRANSLATE_NOOP("Example", "XOR fails with one unit"),
    QT_TRANSLATE_NOOP("Example",
                      "No straight line has the two answers of XOR on different sides, so one unit never "
                      "gets more than three of four right."),
    QT_TRANSLATE_NOOP(
        "Example",
        "Add a hidden layer of 3 tanh units with the + between input and output, and train again."),
    QT_TRANSLATE_NOOP("Example", "The accuracy stays at 75 % or below however long you train."),
    QT_TRANSLATE_NOOP("Example", "XOR with a hidden layer"),
    QT_TRANSLATE_NOOP(
        "Example",
        "Three hidden units bend the plane so that one line through it separates the answers of XOR."),
    QT_TRANSLATE_NOOP("Example", "Take hidden units away one by one, and find out how few still learn it."),
    QT_TRANSLATE_NOOP("Example", "Each hidden unit draws a line of its own; the output puts them together."),
    QT_TRANSLATE_NOOP("Example", "A circle"),
    QT_TRANSLATE_NOOP(
        "Example",
        "Four hidden units fence in the points of one colour that lie inside of a ring of the other."),
    QT_TRANSLATE_NOOP("Example", "Go down to two hidden units: two lines make a strip, but no fence."),
    QT_TRANSLATE_NOOP("Example", "The plane of the output: a rounded patch grows around the centre."),
    QT_TRANSLATE_NOOP("Example", "Two clouds that overlap"),
    QT_TRANSLATE_NOOP(
        "Example",
        "Where the clouds overlap nobody can be right about all points: about one in twelve stays wrong."),
    QT_TRANSLATE_NOOP(
        "Example",
        "Add hidden layers. The training accuracy may grow, but that of the test points does not."),
    QT_TRANSLATE_NOOP("Example",
                      "The line settles soon, and the accuracy of the test points stays below 94 %."),
    QT_TRANSLATE_NOOP("Example", "Two spirals"),
    QT_TRANSLATE_NOOP("Example",
                      "Two arms that wind around each other need two hidden layers: the first draws lines, "
                      "the second puts them together to bends."),
    QT_TRANSLATE_NOOP("Example", "Remove the second hidden layer, and see how much longer it takes."),
    QT_TRANSLATE_NOOP("Example", "The planes of the second layer are no longer lines but bends."),
    QT_TRANSLATE_NOOP("Example", "Three classes"),
    QT_TRANSLATE_NOOP("Example",
                      "A softmax layer has a unit for each of three classes, and their shares add up to 1."),
    QT_TRANSLATE_NOOP("Example",
                      "Remove the hidden layers: without them three straight borders are all there is."),
    QT_TRANSLATE_NOOP("Example",
                      "Each output has a plane of its own; where one is certain, the others are near 0."),
    QT_TRANSLATE_NOOP("Example", "A curve"),
    QT_TRANSLATE_NOOP(
        "Example", "A few tanh units, each a step, add up to a wave: the output is a number, not a class."),
    QT_TRANSLATE_NOOP("Example", "Take units away one by one: how few still follow every bend?"),
    QT_TRANSLATE_NOOP(
        "Example",
        "The loss is the mean squared error, and beside it stands R²: how much of the wave is explained."),
    QT_TRANSLATE_NOOP("Example", "A landscape of two inputs"),
    QT_TRANSLATE_NOOP("Example",
                      "Hidden units bend a surface until it has the six hills and hollows of the data."),
    QT_TRANSLATE_NOOP(
        "Example",
        "Remove the hidden layers: what is left is a plane, which explains nothing of these hills."),
    QT_TRANSLATE_NOOP("Example", "The plane of the output becomes a chessboard of two colours."),
    QT_TRANSLATE_NOOP("Example", "Prices of flats"),
    QT_TRANSLATE_NOOP("Example",
                      "Four columns of a table become a price; scaled inputs make it easy to learn."),
    QT_TRANSLATE_NOOP("Example",
                      "Remove the hidden layer: a straight line per column explains most of a price, but not "
                      "that area counts more near the centre."),
    QT_TRANSLATE_NOOP("Example",
                      "Drag an input, such as the distance from the centre, and watch the price change."),
    QT_TRANSLATE_NOOP("Example", "Digits without a hidden layer"),
    QT_TRANSLATE_NOOP("Example",
                      "Ten units that look at the pixels directly are right about nine digits of ten, which "
                      "is as far as they come."),
    QT_TRANSLATE_NOOP("Example", "Train on for some epochs: the accuracy stays below 94 %."),
    QT_TRANSLATE_NOOP("Example",
                      "The pictures of the outputs' weights: each is a blurred template of its digit."),
    QT_TRANSLATE_NOOP("Example", "Digits with one hidden layer"),
    QT_TRANSLATE_NOOP("Example",
                      "Sixty-four hidden units, and 96 of 100 digits are recognised after three epochs."),
    QT_TRANSLATE_NOOP("Example", "Draw a digit yourself, and watch the answer change while you draw."),
    QT_TRANSLATE_NOOP("Example",
                      "The pictures of the hidden units: strokes and blots rather than whole digits."),
    QT_TRANSLATE_NOOP("Example", "A deep network"),
    QT_TRANSLATE_NOOP("Example",
                      "Three hidden layers, each smaller than the one before, end in ten answers."),
    QT_TRANSLATE_NOOP("Example",
                      "Freeze the first layer with its padlock before you train: how much is lost?"),
    QT_TRANSLATE_NOOP("Example", "Switch to gradients (G): all layers learn at the same time."),
    QT_TRANSLATE_NOOP("Example", "A convolution"),
    QT_TRANSLATE_NOOP("Example",
                      "Eight small filters run over the picture and find the same stroke wherever it is, "
                      "with far fewer weights than a dense layer."),
    QT_TRANSLATE_NOOP("Example",
                      "Hover a unit of a map: it shows the window of 5×5 pixels that it looks at."),
    QT_TRANSLATE_NOOP("Example", "The maps: each lights up at strokes of another direction."),
    QT_TRANSLATE_NOOP("Example", "LeNet"),
    QT_TRANSLATE_NOOP("Example", "The classic of 1998: two convolutions with pools and three dense layers."),
    QT_TRANSLATE_NOOP(
        "Example", "Draw a digit, then draw it again farther to the side: does the network still know it?"),
    QT_TRANSLATE_NOOP("Example", "Maps become smaller and more from layer to layer."),
    QT_TRANSLATE_NOOP("Example", "Batch normalisation"),
    QT_TRANSLATE_NOOP(
        "Example",
        "Eight sigmoid layers hardly learn, but with a normalisation before each activation they do."),
    QT_TRANSLATE_NOOP(
        "Example",
        "Remove the normalising layers and give their sigmoid to the layers below: the loss hardly moves."),
    QT_TRANSLATE_NOOP("Example", "The curves fall at once, instead of after a long plateau."),
    QT_TRANSLATE_NOOP("Example", "Dropout"),
    QT_TRANSLATE_NOOP("Example",
                      "Pixels and hidden units are dropped at random in each step, so that a thousand digits "
                      "are less learned by heart: the test loss stays lower."),
    QT_TRANSLATE_NOOP("Example",
                      "Remove both dropout layers, restart, and compare the test loss after 2000 steps."),
    QT_TRANSLATE_NOOP(
        "Example",
        "The training loss jumps about, because a different part of the network answers in each step."),
    QT_TRANSLATE_NOOP("Example", "Varied samples"),
    QT_TRANSLATE_NOOP("Example",
                      "Twenty of each digit are soon known by heart. Moved, turned and zoomed a little, they "
                      "never look the same twice: of new digits one in nine is wrong, instead of more than "
                      "one in six."),
    QT_TRANSLATE_NOOP(
        "Example",
        "Set Shift, Turn and Zoom to 0 (Training, Varied samples), restart, and compare the test "
        "accuracy after 3000 steps."),
    QT_TRANSLATE_NOOP("Example",
                      "The training loss stays higher, because every epoch shows other images, and the test "
                      "loss does not turn and rise."),
    QT_TRANSLATE_NOOP("Example", "Learning rate too large"),
    QT_TRANSLATE_NOOP(
        "Example", "A step of this length goes so far beyond the goal that the numbers leave their range."),
    QT_TRANSLATE_NOOP("Example",
                      "Divide the learning rate by ten, restart, and repeat that until it learns."),
    QT_TRANSLATE_NOOP("Example", "The message tells the step and the layer in which it happened."),
    QT_TRANSLATE_NOOP("Example", "Learning rate too small"),
    QT_TRANSLATE_NOOP("Example", "It learns, but so slowly that it looks as if it did not."),
    QT_TRANSLATE_NOOP("Example",
                      "Multiply the learning rate by ten as often as it takes; that acts at once."),
    QT_TRANSLATE_NOOP("Example", "The loss falls in a straight line that hardly tilts."),
    QT_TRANSLATE_NOOP("Example", "All weights zero"),
    QT_TRANSLATE_NOOP("Example",
                      "Hidden units that begin equal get equal gradients; here they are all 0, and only the "
                      "biases of the output ever learn."),
    QT_TRANSLATE_NOOP("Example",
                      "Choose glorot under Initial weights in the training panel, and train again."),
    QT_TRANSLATE_NOOP(
        "Example",
        "All pictures of the hidden units stay empty, and the answer is the same for every digit."),
    QT_TRANSLATE_NOOP("Example", "Dead units"),
    QT_TRANSLATE_NOOP("Example",
                      "One step that is too long, and most relu units give 0 for every digit; then their "
                      "gradient is 0, too, and they never come back."),
    QT_TRANSLATE_NOOP(
        "Example",
        "Choose leaky-relu for the hidden layer and train again: a unit with a slope below 0 can come back."),
    QT_TRANSLATE_NOOP("Example", "Hidden units that stay dark whichever digit you show."),
    QT_TRANSLATE_NOOP("Example", "Ten sigmoid layers"),
    QT_TRANSLATE_NOOP("Example",
                      "On its way back through ten sigmoid layers the gradient fades away, so that the first "
                      "layers do not learn."),
    QT_TRANSLATE_NOOP("Example", "Remove hidden layers one by one until it learns."),
    QT_TRANSLATE_NOOP("Example", "Switch to gradients (G): colours fade from the output to the input."),
    QT_TRANSLATE_NOOP("Example", "Learned by heart"),
    QT_TRANSLATE_NOOP(
        "Example",
        "Two hundred digits are soon known by heart, all of them, but of new ones every sixth is wrong."),
    QT_TRANSLATE_NOOP("Example",
                      "Choose MNIST in the list of data sets, which is all of it, and train again."),
    QT_TRANSLATE_NOOP("Example", "The test loss turns and rises while the training loss goes on to 0."),
    QT_TRANSLATE_NOOP("Example", "Inputs that are not scaled"),
    QT_TRANSLATE_NOOP(
        "Example", "Areas of 200 and distances of 2 push tanh units to their ends, where they hardly learn."),
    QT_TRANSLATE_NOOP(
        "Example",
        "In the list of data sets choose Classes and changes…, add Standardised, and train again."),
    QT_TRANSLATE_NOOP("Example", "The z of the hidden units: far beyond ±3, where tanh is flat."),
    QT_TRANSLATE_NOOP("Example", "From digits to even and odd"),
    QT_TRANSLATE_NOOP("Example",
                      "A network that knows the digits learns from five examples of each class to tell even "
                      "from odd; frozen layers do best."),
    QT_TRANSLATE_NOOP(
        "Example", "Press Measure: with a hundred samples of each class it pays to let more layers learn."),
    QT_TRANSLATE_NOOP("Example", "The curves of the arms: frozen begins high, the others catch up."),
    QT_TRANSLATE_NOOP("Example", "From low digits to high ones"),
    QT_TRANSLATE_NOOP("Example",
                      "Filters learned on the digits 0 to 4 also serve for 5 to 9, but the upper layers are "
                      "too special to be kept."),
    QT_TRANSLATE_NOOP("Example",
                      "Measure, and compare the arm that is frozen with the one whose upper half learns."),
    QT_TRANSLATE_NOOP("Example", "The table says how far each layer has drifted from the source."),
    QT_TRANSLATE_NOOP("Example", "When transfer does harm"),
    QT_TRANSLATE_NOOP("Example",
                      "White on black becomes black on white: a frozen first layer is wrong for that, and "
                      "harms more than it helps."),
    QT_TRANSLATE_NOOP(
        "Example",
        "Press Measure, and compare the arm lock:2, which has its padlock on the second layer alone."),
    QT_TRANSLATE_NOOP("Example", "The frozen arm stays far below the one that starts from scratch."),
    QT_TRANSLATE_NOOP("Example", "Your own handwriting"),
    QT_TRANSLATE_NOOP(
        "Example",
        "Does a network that knows MNIST learn a handwriting from five of each digit? It learns much faster "
        "than one that begins from scratch."),
    QT_TRANSLATE_NOOP(
        "Example",
        "Press Measure. Then draw digits of your own, at least ten of each (Data, Make drawings), and "
        "measure again."),
    QT_TRANSLATE_NOOP("Example",
                      "How far the network that knows MNIST is ahead with one and with five samples of each "
                      "class."),
};

struct GalleryText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::GalleryText)
};

}  // namespace

QString exampleText(const std::string& text) {
  return QCoreApplication::translate(kExampleContext, text.c_str());
}

QString familyText(engine::ExampleFamily family) {
  switch (family) {
    case engine::ExampleFamily::FirstSteps:
      return GalleryText::tr("First steps");
    case engine::ExampleFamily::Plane:
      return GalleryText::tr("Points of a plane");
    case engine::ExampleFamily::Numbers:
      return GalleryText::tr("Numbers as answers");
    case engine::ExampleFamily::Digits:
      return GalleryText::tr("Handwritten digits");
    case engine::ExampleFamily::GoingWrong:
      return GalleryText::tr("Going wrong on purpose");
    case engine::ExampleFamily::Transfer:
      return GalleryText::tr("Transfer to another task");
    case engine::ExampleFamily::Own:
      break;
  }
  return GalleryText::tr("Your own");
}

}  // namespace pellucid::ui
