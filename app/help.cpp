// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/help.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QScreen>
#include <QTextBrowser>
#include <QVBoxLayout>
#include <algorithm>

#include "app/workspaces.h"

namespace pellucid::app {
namespace {

/// The translation context of these texts.
struct HelpText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::app::HelpText)
};

struct HelpTopic {
  QString anchor;
  QString title;
  QString text;
};

std::vector<HelpTopic> topics() {
  return {
      {panel_id::kStage, HelpText::tr("Network"),
       HelpText::tr(
           "The network, with the sample that is selected on the left flowing through it. Each circle or "
           "card is "
           "a unit: it multiplies what comes in by its weights, adds a bias, and passes the sum z through "
           "its "
           "activation function, which gives a. Edges are weights: orange is positive, blue and dashed is "
           "negative, thick is strong.<br>Point at anything to read its numbers. Click a weight or a bias to "
           "type a value, or drag it. Press + to choose a layer to add, drag the handle below a layer for "
           "more units, "
           "and "
           "close a padlock to keep a layer as it is. The wheel zooms; arrow keys go from unit to unit.<br>"
           "Where the inputs are numbers, drag one up or down, double-click it to type, or click in a unit's "
           "picture of the plane: the network answers your own input. T on an output makes it the target, "
           "from which loss and gradients "
           "are then computed. Escape goes back to what the data say.")},
      {panel_id::kSamples, HelpText::tr("Data"),
       HelpText::tr(
           "What the network learns from, and the sample that flows through it. Test samples never take part "
           "in "
           "training, so they tell whether the network has learned something general. Draw an image of your "
           "own "
           "to see what the network makes of it. In slow motion the samples are those of the batch that the "
           "step learns from.")},
      {panel_id::kCurves, HelpText::tr("Curves"),
       HelpText::tr(
           "The loss says how far the answers are from what is wanted; training makes it small. The "
           "accuracy is "
           "the share of right answers. The grey curve is measured on the batches that the network "
           "trains on, "
           "the blue one on test samples. When the blue loss rises while the grey one falls, the "
           "network learns "
           "its samples by heart: it overfits. Axes chooses what they run over and what stands beside "
           "the loss: accuracy, learning rate, gradient norm or update ratio.")},
      {panel_id::kPlane, HelpText::tr("Plane"),
       HelpText::tr("What the network answers to every input, not only to the samples. Of two inputs one "
                    "grows to the right "
                    "and one upwards, and the colour says the answer: strong where it is certain, pale where "
                    "it is not. "
                    "The dark line is where the answer changes, fine lines are a tenth apart. Filled points "
                    "are samples of "
                    "training, hollow ones of the test, and rings mark wrong answers. Where the answer is a "
                    "number, sticks "
                    "say how much more (up) or less (down) it should be; of one input the answer is a "
                    "curve.<br>Click a "
                    "point to see that sample in the network; drag, or press the arrow keys, to ask about an "
                    "input of your "
                    "own. Point at a unit of the network to see its answer over the plane. <i>Fold</i> moves "
                    "every point to "
                    "where two units of a hidden layer put it: then you see why depth helps. Ctrl+3 makes "
                    "the plane large.")},
      {panel_id::kRuns, HelpText::tr("Runs"),
       HelpText::tr(
           "Every run that was trained since something was opened, called by what it differs by from the one "
           "that it came from. Nothing is lost when a change begins a new run: click the old one, and it is "
           "there where it stood, with all its steps; Undo comes back. Tick runs to draw their curves over "
           "those of the run that is shown, and select two (with Ctrl) to compare them. One run proves "
           "little: "
           "train it again with other seeds to see how much of a result was luck.")},
      {panel_id::kTraining, HelpText::tr("Training"),
       HelpText::tr(
           "How the network learns. The learning rate is how far each step moves the weights: too "
           "small is slow, "
           "too large overshoots. A schedule changes it during the run, and its picture shows where the "
           "run is. A bolt marks what acts at once, a circle what starts the run again from initial "
           "weights; Undo brings the former run back. Groups fold under their titles, and then say "
           "what is set in them.")},
      {panel_id::kLayer, HelpText::tr("Layer"),
       HelpText::tr(
           "The selected layer: how many units it has, which function they apply, its padlock, and all its "
           "weights as a picture.")},
      {panel_id::kArithmetic, HelpText::tr("Arithmetic"),
       HelpText::tr("Every number of the selected unit or weight in this step, term by term, and how it is "
                    "checked: the "
                    "gradient is compared with what happens to the loss when the weight is moved a little. "
                    "Click a unit or an edge; in slow motion "
                    "(M) the panel also tells how the step changes a weight.")},
      {panel_id::kMatrix, HelpText::tr("What is taken for what?"),
       HelpText::tr(
           "All samples at once: each row holds those of one class, and the column says what the network "
           "takes them for, so what is right stands on the diagonal. A curve in a cell tells how it came "
           "about "
           "in the steps that were looked at; the dot is where the sample on the canvas lies. While the "
           "network "
           "trains it looks again and again, as far as that costs no more than 2 % of the time. Where the "
           "answers are numbers, each sample is a point: what is true, and what is predicted.")},
      {panel_id::kCell, HelpText::tr("Samples of a cell"),
       HelpText::tr(
           "The samples of the cell that is chosen in the matrix, those of which the network is surest "
           "first. Arrow keys walk them; Enter or a double click puts one on the canvas, where all of "
           "its arithmetic can be seen.")},
      {panel_id::kWorst, HelpText::tr("Worst first"),
       HelpText::tr(
           "The samples that the network does worst. A label looks wrong when the network, epoch after "
           "epoch, is sure of another class: some data sets have many such labels.")},
      {panel_id::kClasses, HelpText::tr("How well is each class known?"),
       HelpText::tr(
           "Precision is the share of right ones among the answers with a class, recall the share of "
           "its samples that are recognised, and F1 their harmonic mean.")},
      {panel_id::kTrust, HelpText::tr("How far can its certainty be trusted?"),
       HelpText::tr(
           "A network says how sure it is of an answer. The first plot compares that with how often it "
           "is right then. The second tells what comes of it when the network may say “I don't know”: "
           "choose below which certainty.")},
      {panel_id::kDamage, HelpText::tr("How much damage does it stand?"),
       HelpText::tr(
           "Test images are made noisy, blurred, moved or paler, each by more and more, and the network is "
           "asked "
           "what they are. A curve that falls early tells what it relies on. Training with varied samples "
           "often lets it stand more.")},
      {panel_id::kDistributions, HelpText::tr("Distributions"),
       HelpText::tr("How the numbers of each layer are spread in the step that comes next, beside the "
                    "beginning of the run "
                    "or another step: whether weights grow, units die or are saturated, gradients vanish. "
                    "The bins stay the "
                    "same, so what moves has changed. Choose a bar by a click or with Left and Right, and "
                    "its units or "
                    "weights light up on the canvas. At the right, how far each step moves a layer's weights "
                    "beside how "
                    "large they are.")},
      {panel_id::kMaps, HelpText::tr("What has it learned?"),
       HelpText::tr(
           "A layer makes so many numbers of each sample, one for each of its units. Seen along the two "
           "directions in which these numbers vary most (PCA), every sample is a point; samples that the "
           "layer "
           "holds for similar stand near each other. From the input to the output the colours of the classes "
           "come apart: that is what the network has learned. The number below each map says how many "
           "samples a "
           "linear map of the layer's numbers recognises that it was not fitted to. Rings mark wrong "
           "answers. "
           "Point at a sample to find it in all maps; zoom in to see the samples themselves; click one to "
           "put it "
           "on the canvas, and a title to select the layer.")},
      {panel_id::kLens, HelpText::tr("Where does the next step lead?"),
       HelpText::tr("A step moves the weights by the learning rate times a direction. Here it is tried with "
                    "all rates, on "
                    "a copy: the curves say what the loss of the step's own batch, and of test samples, "
                    "would be after it, "
                    "divided by what it is now. Far to the left nothing changes: such a rate is too small. "
                    "Where the grey "
                    "curve is lowest the batch gains most; where it rises above 1 the step makes things "
                    "worse. The violet "
                    "line is the rate in force. Because the next batch is another one, a good rate lies "
                    "rather to the left "
                    "of the lowest point. Along the gradient it is the way of plain SGD; the optimizer's own "
                    "step differs by "
                    "its momentum and its scaling.")},
      {panel_id::kLandscape, HelpText::tr("Which way did it come?"),
       HelpText::tr("Each point of the map is a network whose weights lie in one plane: the plane that holds "
                    "the initial "
                    "weights, the present ones and the direction in which the run strayed most between them. "
                    "The colour "
                    "says its loss. The dots are states that were kept of this run, seen from straight "
                    "above; click one to "
                    "go to that step. The map is drawn when training pauses, coarse first; the violet point "
                    "goes on moving "
                    "while the network trains. Or see the surroundings of the next step: to the right "
                    "against the gradient, "
                    "upwards what the optimizer adds to it.")},
      {panel_id::kDoors, HelpText::tr("Choose data"),
       HelpText::tr(
           "Bundled sets, a table, or a folder of pictures with one subfolder for each class; or drop a "
           "file or folder on the window. Keep only some classes, change the samples, choose the share "
           "for testing and for validation: all of it is shown at once as a preview, and the network "
           "uses it only when you say so. The text below the changes is the same as the command line "
           "writes it.")},
      {panel_id::kDataPage, HelpText::tr("All samples"),
       HelpText::tr(
           "The sentence says what was read and how. Below it are all samples, of one part or class, or "
           "those that the network gets wrong. Arrow keys walk them, a click shows the numbers of one, "
           "and Enter takes it to the network.")},
      {panel_id::kDataFacts, HelpText::tr("What is in the data?"),
       HelpText::tr(
           "How many samples of each class there are, whether test samples stand among the training "
           "samples, the mean image and how far images spread around it, or the columns of a table with "
           "their histograms and roles; and exactly the numbers that the network is given of one "
           "sample.")},
      {panel_id::kTransfer, HelpText::tr("Transfer"),
       HelpText::tr(
           "Does a network that has learned one task learn another one faster? The lab copies "
           "layers of a trained "
           "network, freezes some of them or lets all learn, and trains them beside a network that "
           "begins from "
           "nothing. Space plays and pauses the arms, S is one step of all of them, R starts over.")},
  };
}

struct GlossaryEntry {
  QString word;
  QString meaning;
};

std::vector<GlossaryEntry> words() {
  return {
      {HelpText::tr("accuracy"), HelpText::tr("The share of samples that the network answers right.")},
      {HelpText::tr("activation function"),
       HelpText::tr("What a unit does to its sum: relu cuts off what is below 0, tanh and sigmoid bend it. "
                    "Without it, layers would add up to a single straight line.")},
      {HelpText::tr("batch"), HelpText::tr("The samples whose gradients are averaged in one step.")},
      {HelpText::tr("bias"),
       HelpText::tr("A number that a unit adds to its sum: a weight whose input is always 1.")},
      {HelpText::tr("epoch"),
       HelpText::tr("As many steps as it takes to go through all training samples once.")},
      {HelpText::tr("freezing"),
       HelpText::tr("Keeping a layer's weights as they are. The gradient still passes "
                    "through it to the layers below.")},
      {HelpText::tr("gradient"),
       HelpText::tr(
           "For each weight, how fast the loss grows when the weight grows. A step goes the other way.")},
      {HelpText::tr("initial weights"),
       HelpText::tr("The random numbers that training begins with. Another seed gives others.")},
      {HelpText::tr("layer"), HelpText::tr("Units that all look at the layer before them.")},
      {HelpText::tr("learning rate"), HelpText::tr("How far a step moves the weights against the gradient.")},
      {HelpText::tr("loss"), HelpText::tr("One number for how far the answers are from what is wanted.")},
      {HelpText::tr("optimizer"),
       HelpText::tr("The rule that makes an update of a gradient: SGD, momentum, Adam…")},
      {HelpText::tr("overfitting"),
       HelpText::tr("Learning the training samples by heart, so that others are answered worse.")},
      {HelpText::tr("parameter"), HelpText::tr("A number that training changes: a weight or a bias.")},
      {HelpText::tr("softmax"),
       HelpText::tr(
           "Makes positive numbers that add up to 1 of the outputs, so that they read as probabilities.")},
      {HelpText::tr("step"),
       HelpText::tr("One batch forward, its gradient back, and one update of the weights.")},
      {HelpText::tr("test samples"), HelpText::tr("Samples that training never uses, kept for measuring.")},
      {HelpText::tr("weight"),
       HelpText::tr("How strongly one unit counts for another, and with which sign.")},
      {HelpText::tr("z, a, δ"),
       HelpText::tr(
           "Of a unit: z is the sum of its weighted inputs and its bias, a is what its activation function "
           "makes of z, and δ (delta) is how fast the loss grows with z.")},
  };
}

QString heading(const QString& anchor, const QString& title) {
  return QStringLiteral("<a name=\"%1\"></a><h2>%2</h2>").arg(anchor, title.toHtmlEscaped());
}

}  // namespace

QString helpText(ui::Actions& actions) {
  QString html;
  for (const HelpTopic& topic : topics())
    html += heading(topic.anchor, topic.title) + QStringLiteral("<p>%1</p>").arg(topic.text);
  html += heading(QStringLiteral("keys"), HelpText::tr("Keys")) + QStringLiteral("<table cellpadding=\"3\">");
  for (std::size_t i = 0; i < static_cast<std::size_t>(ui::ActionId::Count); ++i) {
    const auto id = static_cast<ui::ActionId>(i);
    html += QStringLiteral("<tr><td><b>%1</b></td><td>%2</td></tr>")
                .arg(actions[id].shortcut().toString(QKeySequence::NativeText).toHtmlEscaped(),
                     ui::Actions::nameOf(id).toHtmlEscaped());
  }
  html += QStringLiteral("</table>") +
          QStringLiteral("<p>%1</p>")
              .arg(HelpText::tr("Single letters act while the network has the focus: click it first."));
  html += heading(QStringLiteral("words"), HelpText::tr("What the words mean"));
  for (const GlossaryEntry& word : words())
    html +=
        QStringLiteral("<p><b>%1</b>: %2</p>").arg(word.word.toHtmlEscaped(), word.meaning.toHtmlEscaped());
  return html;
}

namespace {

/// The panel that contains a widget; null if none does.
const QWidget* panelAround(const QWidget* widget) {
  const std::vector<HelpTopic> all = topics();
  const auto isPanel = [&](const QWidget& each) {
    return std::ranges::any_of(all,
                               [&](const HelpTopic& topic) { return topic.anchor == each.objectName(); });
  };
  while (widget != nullptr && !isPanel(*widget)) widget = widget->parentWidget();
  return widget;
}

}  // namespace

QString helpAnchor(const QWidget* widget) {
  const QWidget* panel = panelAround(widget);
  return panel != nullptr ? panel->objectName() : QString(panel_id::kStage);
}

QPoint helpPlace(const QRect& explained, QSize help, const QRect& screen) {
  const int before = explained.left() - screen.left();
  const int behind = screen.right() - explained.right();
  const int x = behind >= before ? explained.right() + 1 : explained.left() - help.width();
  const auto within = [](int at, int size, int least, int most) {
    return std::max(least, std::min(at, most - size));
  };
  return {within(x, help.width(), screen.left(), screen.right() + 1),
          within(explained.top(), help.height(), screen.top(), screen.bottom() + 1)};
}

HelpWindow::HelpWindow(ui::Actions& actions, QWidget* window)
    : QWidget(window, Qt::Tool), m_actions(actions), m_text(new QTextBrowser) {
  setWindowTitle(tr("Help"));
  resize(480, 560);
  m_text->setOpenLinks(false);
  m_text->setFrameShape(QFrame::NoFrame);
  m_text->document()->setDocumentMargin(14);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_text);
}

void HelpWindow::showAbout(const QWidget* widget) {
  m_text->setHtml(helpText(m_actions));
  const QWidget* panel = panelAround(widget);
  if (panel == nullptr) panel = parentWidget()->findChild<QWidget*>(panel_id::kStage);
  if (panel != nullptr) {
    const QRect explained(panel->mapToGlobal(QPoint()), panel->size());
    constexpr QSize kFrame(12, 40);  // the frame that the desktop draws around a window
    // Stays where the user has put it, unless it covers what it explains.
    if (!isVisible() || frameGeometry().intersects(explained))
      move(helpPlace(explained, size() + kFrame, screen()->availableGeometry()));
  }
  show();
  raise();
  activateWindow();
  m_text->scrollToAnchor(helpAnchor(widget));
}

void HelpWindow::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) hide();
  QWidget::keyPressEvent(event);
}

}  // namespace pellucid::app
