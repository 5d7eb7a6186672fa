// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/actions.h"

#include <QKeySequence>
#include <QWidget>
#include <algorithm>

#include "ui/theme/icons.h"
#include "ui/widgets/finish_typing.h"

namespace pellucid::ui {

struct Actions::Row {
  ActionId id;
  const char* icon;
  const char* text;
  const char* key;
  const char* tip;
  bool isCheckable = false;
};

// In a function of the class, which then is the translators' context for the texts.
std::span<const Actions::Row> Actions::table() {
  static constexpr Row kTable[] = {
      {ActionId::New, "", QT_TR_NOOP("&New…"), "Ctrl+N",
       QT_TR_NOOP("Begin with an example of the gallery: from a single unit to convolutions, what goes wrong "
                  "and why, "
                  "and your own")},
      {ActionId::Open, "open", QT_TR_NOOP("&Open…"), "Ctrl+O",
       QT_TR_NOOP(
           "Open a project, whose training continues where it stopped, or the model of another program: "
           "ONNX, or the weights that PyTorch saves as safetensors")},
      {ActionId::OpenExample, "", QT_TR_NOOP("One step by &hand"), "F2",
       QT_TR_NOOP(
           "Open the smallest example, w·x + b with x = 2 and the target 9, in slow motion: every number of "
           "its step can be checked on paper")},
      {ActionId::Save, "save", QT_TR_NOOP("&Save"), "Ctrl+S",
       QT_TR_NOOP("Save the experiment with its weights and the optimizer's state")},
      {ActionId::SaveAs, "save-as", QT_TR_NOOP("Save &as…"), "Ctrl+Shift+S",
       QT_TR_NOOP("Save under another name")},
      {ActionId::SaveExample, "", QT_TR_NOOP("Save into the &gallery…"), "Ctrl+Shift+N",
       QT_TR_NOOP("Keep the experiment as it begins among the examples that New… shows")},
      {ActionId::ExportOnnx, "export", QT_TR_NOOP("&Export ONNX…"), "Ctrl+E",
       QT_TR_NOOP("Write the trained network as ONNX, which other tools and runtimes read")},
      {ActionId::ExportCurves, "", QT_TR_NOOP("Export &curves…"), "Ctrl+Shift+E",
       QT_TR_NOOP(
           "Write the curves as a table (CSV), as far as this run has come, or as a picture (SVG or PNG) of "
           "what is drawn")},
      {ActionId::CopyCurves, "", QT_TR_NOOP("Cop&y picture of the curves"), "Ctrl+Alt+C",
       QT_TR_NOOP("Copy the curves as they are drawn, to paste them elsewhere")},
      {ActionId::ExportData, "", QT_TR_NOOP("Export &data…"), "Ctrl+Alt+E",
       QT_TR_NOOP("Write the samples as a table (CSV), those of training before those of the test: generated "
                  "points can then be opened by other programs, or changed by hand and read again")},
      {ActionId::PredictTable, "", QT_TR_NOOP("&Predict a table…"), "Ctrl+Shift+P",
       QT_TR_NOOP(
           "Ask the network about the rows of another table: its columns are found by their names, and "
           "the answers are shown and can be saved as a table (CSV)")},
      {ActionId::ShowPicture, "", QT_TR_NOOP("Show a p&icture…"), "Ctrl+Shift+I",
       QT_TR_NOOP("Put a picture of your own on the canvas, made as large as the network's inputs, and see "
                  "what it answers. A picture can also be dropped anywhere on the window")},
      {ActionId::Quit, "", QT_TR_NOOP("&Quit"), "Ctrl+Q",
       QT_TR_NOOP("Quit Pellucid; it asks about unsaved work first")},
      {ActionId::Undo, "undo", QT_TR_NOOP("&Undo"), "Ctrl+Z",
       QT_TR_NOOP("Undo the last change. A run that it replaced comes back as it was")},
      {ActionId::Redo, "redo", QT_TR_NOOP("&Redo"), "Ctrl+Shift+Z",
       QT_TR_NOOP("Redo the change that was undone")},
      {ActionId::Train, "train", QT_TR_NOOP("&Train"), "Space",
       QT_TR_NOOP("Train: batch after batch, forward, loss, backward, update. Press again to pause"), true},
      {ActionId::Step, "step", QT_TR_NOOP("&Step"), "S",
       QT_TR_NOOP("One batch: the weights change once, by the average gradient of its samples")},
      {ActionId::Epoch, "epoch", QT_TR_NOOP("&Epoch"), "E",
       QT_TR_NOOP("Train to the end of the epoch: until every training sample has been seen once more")},
      {ActionId::Reset, "reset", QT_TR_NOOP("&Reset"), "Ctrl+R",
       QT_TR_NOOP(
           "Back to the initial weights. The same seed gives the same weights, so the run can be repeated "
           "exactly")},
      {ActionId::TakeWeights, "", QT_TR_NOOP("Begin with &weights of a model…"), "Ctrl+Shift+W",
       QT_TR_NOOP("A new run whose initial weights are those of a trained network, a project, ONNX or "
                  "safetensors file, in every layer that has the same kind and shape")},
      {ActionId::KeepWeights, "", QT_TR_NOOP("&Keep what fits"), "Ctrl+K",
       QT_TR_NOOP(
           "After a change of the network: a new run at step 0 that begins with the weights that the run "
           "before had learned, wherever the layer, its units and what reaches them are still there. "
           "Reset returns to them")},
      {ActionId::ModelInput, "", QT_TR_NOOP("Model &input…"), "Ctrl+I",
       QT_TR_NOOP(
           "What the network wants its pixels to be: 0 to 1, 0 to 255, or less a mean and divided by a "
           "deviation, with how many test images it recognises then. For models of other programs")},
      {ActionId::ShowRuns, "", QT_TR_NOOP("R&uns"), "Ctrl+Shift+R",
       QT_TR_NOOP("Go to the list of all runs that were trained since something was opened. Any of them can "
                  "be shown again, where it stood")},
      {ActionId::CompareRuns, "", QT_TR_NOOP("&Compare two runs…"), "Ctrl+Shift+C",
       QT_TR_NOOP("Two runs side by side: the settings that differ, the curves, how far each layer has "
                  "moved, which classes are confused, and the weights as pictures")},
      {ActionId::RepeatRun, "", QT_TR_NOOP("Again with &other seeds…"), "Ctrl+Shift+A",
       QT_TR_NOOP("Train the same run with other random numbers, in the background: how much of a result was "
                  "luck? The curves get a band from the least to the most of all seeds")},
      {ActionId::VaryRun, "", QT_TR_NOOP("&Vary a setting…"), "Ctrl+Shift+V",
       QT_TR_NOOP("Train the same run with several values of one setting, in the background, and draw the "
                  "results against them")},
      {ActionId::FindRate, "", QT_TR_NOOP("Find a &learning rate…"), "Ctrl+Shift+F",
       QT_TR_NOOP("Try a copy of the network with a rate that grows from step to step: the loss shows where "
                  "it learns fastest, and where it breaks. The run itself does not change")},
      {ActionId::SlowMotion, "slow", QT_TR_NOOP("Slow &motion"), "M",
       QT_TR_NOOP("One training step, shown slowly: forward layer by layer, the loss, backward, the update. "
                  "It is the same training, bit for bit. The speed slider goes on from there"),
       true},
      {ActionId::StepBackward, "step-back", QT_TR_NOOP("Bac&k"), ",",
       QT_TR_NOOP("Back by the chosen amount. Going back past the beginning of a step restores exactly the "
                  "weights from before it")},
      {ActionId::StepForward, "step", QT_TR_NOOP("Fo&rward"), ".",
       QT_TR_NOOP("Forward by the chosen amount. After the end of the step the weights are the new ones")},
      {ActionId::FinerSteps, "", QT_TR_NOOP("&Finer jumps"), "[",
       QT_TR_NOOP("Make Back and Forward move by less: epoch, batch, sample, phase, layer, term")},
      {ActionId::CoarserSteps, "", QT_TR_NOOP("&Coarser jumps"), "]",
       QT_TR_NOOP("Make Back and Forward move by more")},
      {ActionId::AddBookmark, "", QT_TR_NOOP("&Bookmark this step"), "Ctrl+B",
       QT_TR_NOOP("Mark the step that is shown on the bar of time, to come back to it; once more to write a "
                  "note")},
      {ActionId::PlaySlower, "", QT_TR_NOOP("S&lower"), "Ctrl+,",
       QT_TR_NOOP(
           "Train slower, down to steps that are told one by one. This changes what you see, never what is "
           "computed")},
      {ActionId::PlayFaster, "", QT_TR_NOOP("F&aster"), "Ctrl+.",
       QT_TR_NOOP("Train faster, up to as fast as the machine can")},
      {ActionId::CutLayers, "", QT_TR_NOOP("Cu&t layers"), "Ctrl+X",
       QT_TR_NOOP("Remove the selected hidden layers, and keep them to be pasted")},
      {ActionId::CopyLayers, "", QT_TR_NOOP("&Copy layers"), "Ctrl+C",
       QT_TR_NOOP("Copy the selected hidden layers, as a text that the command line understands, too")},
      {ActionId::PasteLayers, "", QT_TR_NOOP("&Paste layers"), "Ctrl+V",
       QT_TR_NOOP("Add the copied layers behind the selected one, or before the output")},
      {ActionId::DuplicateLayers, "", QT_TR_NOOP("D&uplicate layers"), "Ctrl+Shift+D",
       QT_TR_NOOP("Add the selected hidden layers once more, behind themselves. Shift and a click, or "
                  "Ctrl+Shift+Left and Right, select several")},
      {ActionId::AddLayer, "add", QT_TR_NOOP("&Add layer…"), "Ins",
       QT_TR_NOOP("Choose a layer to add before the selected one, or before the output")},
      {ActionId::RemoveLayer, "remove", QT_TR_NOOP("Re&move layers"), "Del",
       QT_TR_NOOP("Remove the selected hidden layers")},
      {ActionId::KeepLower, "", QT_TR_NOOP("Cut o&ff what is behind"), "Ctrl+Del",
       QT_TR_NOOP("Remove all hidden layers behind the selected one: the lower part of a network is kept for "
                  "another task")},
      {ActionId::MoveLayerLeft, "", QT_TR_NOOP("Move layer &left"), "Ctrl+Left",
       QT_TR_NOOP("Move the selected hidden layer towards the input")},
      {ActionId::MoveLayerRight, "", QT_TR_NOOP("Move layer r&ight"), "Ctrl+Right",
       QT_TR_NOOP("Move the selected hidden layer towards the output")},
      {ActionId::MoreUnits, "", QT_TR_NOOP("M&ore units"), "Ctrl+Up",
       QT_TR_NOOP("One more unit in the selected hidden layer, or an eighth more where there are many")},
      {ActionId::FewerUnits, "", QT_TR_NOOP("Fe&wer units"), "Ctrl+Down",
       QT_TR_NOOP("One unit fewer in the selected hidden layer, or an eighth fewer where there are many")},
      {ActionId::FreezeLayer, "lock", QT_TR_NOOP("&Freeze layers"), "F",
       QT_TR_NOOP("Freeze the selected layers: gradients still pass through them, but their weights stay. "
                  "Works during training"),
       true},
      {ActionId::ShowGradients, "gradient", QT_TR_NOOP("Show &gradients"), "G",
       QT_TR_NOOP("Show what flows back instead of what flows forward: each unit's dL/dz, each edge's dL/dw, "
                  "for this sample"),
       true},
      {ActionId::ZoomIn, "", QT_TR_NOOP("Zoom &in"), "+",
       QT_TR_NOOP(
           "Zoom in: units show their numbers, then pictures of what they compute, then their terms w·a")},
      {ActionId::ZoomOut, "", QT_TR_NOOP("Zoom &out"), "-",
       QT_TR_NOOP("Zoom out, until the whole network is visible")},
      {ActionId::ZoomWhole, "zoom-fit", QT_TR_NOOP("&Whole network"), "0",
       QT_TR_NOOP("Show all layers from input to output")},
      {ActionId::PreviousSample, "previous", QT_TR_NOOP("&Previous sample"), "PgUp",
       QT_TR_NOOP("The test image before this one")},
      {ActionId::NextSample, "next", QT_TR_NOOP("&Next sample"), "PgDown", QT_TR_NOOP("The next test image")},
      {ActionId::ShowNetwork, "", QT_TR_NOOP("&Network"), "Ctrl+1",
       QT_TR_NOOP("The workspace where you lay out and train a network"), true},
      {ActionId::ShowData, "", QT_TR_NOOP("D&ata"), "Ctrl+2",
       QT_TR_NOOP(
           "The workspace where you choose data, look at all samples, and see exactly what the network "
           "is given"),
       true},
      {ActionId::ShowPlane, "", QT_TR_NOOP("&Plane"), "Ctrl+3",
       QT_TR_NOOP("The workspace where the plane is large: what the network answers to every input, with the "
                  "network beside it. Point at a unit to see its answer"),
       true},
      {ActionId::ShowResults, "", QT_TR_NOOP("Res&ults"), "Ctrl+4",
       QT_TR_NOOP("The workspace that shows what the network gets right and wrong, which samples those are, "
                  "and how far its certainty can be trusted"),
       true},
      {ActionId::ShowInside, "", QT_TR_NOOP("Ins&ide"), "Ctrl+5",
       QT_TR_NOOP("The workspace that shows what the network has learned: what each layer makes of the "
                  "samples, and where the next step leads"),
       true},
      {ActionId::ShowTransfer, "transfer", QT_TR_NOOP("&Transfer"), "Ctrl+6",
       QT_TR_NOOP("The workspace that measures when a pretrained network helps with another task, and when "
                  "it harms"),
       true},
      {ActionId::LeftColumn, "", QT_TR_NOOP("&Left column"), "F7",
       QT_TR_NOOP(
           "Show the data and the sample beside the network, or give the network their space. In a small "
           "window they take the place of the right column."),
       true},
      {ActionId::RightColumn, "", QT_TR_NOOP("&Right column"), "F8",
       QT_TR_NOOP("Show the training settings and the selected layer beside the network, or give the network "
                  "their space. In a small window they take the place of the left column."),
       true},
      {ActionId::ShowDiagnosis, "", QT_TR_NOOP("D&iagnosis"), "F9",
       QT_TR_NOOP("What is the matter with the network or its training, since when and why, and what can be "
                  "done about it")},
      {ActionId::TransferNetwork, "", QT_TR_NOOP("Trans&fer this network…"), "Ctrl+Shift+T",
       QT_TR_NOOP("Open the transfer lab with the current network as the source")},
      {ActionId::DarkTheme, "theme", QT_TR_NOOP("&Dark theme"), "Ctrl+D", QT_TR_NOOP("Dark or light colours"),
       true},
      {ActionId::ReducedMotion, "", QT_TR_NOOP("&Reduced motion"), "Ctrl+Shift+M",
       QT_TR_NOOP("Slow motion as a sequence of still pictures: the same phases and numbers, but nothing "
                  "flows or slides"),
       true},
      {ActionId::Help, "", QT_TR_NOOP("&Help"), "F1",
       QT_TR_NOOP("What you are looking at and what you can do with it, all keys, and what the words mean")},
      {ActionId::AboutExample, "", QT_TR_NOOP("About this &example"), "Ctrl+F1",
       QT_TR_NOOP("Tells again what the example that is open shows, what to try and where to look")},
      {ActionId::Messages, "", QT_TR_NOOP("&Messages…"), "Ctrl+M",
       QT_TR_NOOP("Everything the program has told you since it started, newest first")},
      {ActionId::About, "", QT_TR_NOOP("&About Pellucid"), "Shift+F1",
       QT_TR_NOOP("Version, licence and the data's copyright")},
  };
  static_assert(std::size(kTable) == static_cast<std::size_t>(ActionId::Count), "every action has a row");
  return kTable;
}

namespace {

/// Elsewhere, what is cut, copied and pasted is text.
bool isOfLayers(ActionId id) {
  return id == ActionId::CutLayers || id == ActionId::CopyLayers || id == ActionId::PasteLayers ||
         id == ActionId::DuplicateLayers || id == ActionId::KeepLower;
}

bool isBare(const QKeySequence& key) {
  const bool isFunctionKey = key[0].key() >= Qt::Key_F1 && key[0].key() <= Qt::Key_F35;
  return key[0].keyboardModifiers() == Qt::NoModifier && key[0].key() != Qt::Key_Space && !isFunctionKey;
}

}  // namespace

Actions::Actions() {
  for (const Row& row : table()) {
    auto* action = new QAction(tr(row.text), this);
    const QKeySequence key(QString::fromLatin1(row.key));
    action->setShortcut(key);
    if (isBare(key) || isOfLayers(row.id)) action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(tr("%1 (%2)").arg(tr(row.tip), key.toString(QKeySequence::NativeText)));
    action->setStatusTip(tr(row.tip));
    action->setCheckable(row.isCheckable);
    // Connected first, so that whatever the action does knows what is still being typed.
    connect(action, &QAction::triggered, action, &finishTyping);
    m_actions[static_cast<std::size_t>(row.id)] = action;
  }
}

QString Actions::nameOf(ActionId id) {
  const auto row = std::ranges::find(table(), id, &Row::id);
  return tr(row->text).remove(QLatin1Char('&'));
}

void Actions::addKeysTo(QWidget& widget) {
  for (QAction* action : m_actions)
    if (action->shortcutContext() == Qt::WidgetWithChildrenShortcut) widget.addAction(action);
}

void Actions::setTheme(const Theme& theme) {
  for (const Row& row : table()) {
    const QString name = QString::fromLatin1(row.icon);
    if (!name.isEmpty()) m_actions[static_cast<std::size_t>(row.id)]->setIcon(icon(name, theme));
  }
}

}  // namespace pellucid::ui
