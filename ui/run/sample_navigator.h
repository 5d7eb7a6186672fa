// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses the input that flows through the network: test images one after the other, only right or wrong
// ones, or what the user draws, types or drags. Writes the Selection; knows no panel. Lives on the window's
// thread.
#pragma once

#include <QObject>

#include "engine/inspect/sample_search.h"
#include "ui/document/selection.h"
#include "ui/run/run_controller.h"
#include "ui/run/sample_source.h"

namespace pellucid::ui {

class SampleNavigator : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive this.
  SampleNavigator(Document& document, Selection& selection, const RunController& run);

  /// The next (direction 1) or previous (-1) test image with this answer of the network as it is now.
  void step(int direction, engine::Answer answer);
  /// Sample `index` of that split, counted from 0.
  void showSample(SampleSource source, engine::Index index);
  /// Test image `index`, counted from 0.
  void show(engine::Index index);
  /// Training sample `index`, counted from 0.
  void showTraining(engine::Index index);
  /// An input of the user's own, as the network is given it, of the data's size or of that of their own
  /// inputs: what is made from them follows. The data know no answer to
  /// it, unless it is the test sample that was shown before, to the bit.
  void showOwn(const engine::Vector& own);
  /// The same of pixels from 0 to 1, which are scaled as the data are.
  void showDrawing(engine::Vector pixels);
  /// The same of an image that comes as a whole: a target that was chosen was for another one.
  void showImage(const engine::Vector& pixels);
  /// The test sample that was shown before the user's own input.
  void showSampleAgain();
  /// What the input that is shown is compared with from now on, until another sample is shown; an empty
  /// target, or that of the data, is what the data say.
  void chooseTarget(const Target& target);

 signals:
  /// An image as a whole is about to take the place of what is shown.
  void imageComes();
  /// No test image has the answer that was looked for.
  void nothingFound(engine::Answer answer);

 private:
  void follow(const engine::DatasetPtr& dataset);
  /// Samples of the user's own were added or taken away.
  void keepPlace();
  void showFirst();

  Selection& m_selection;
  const RunController& m_run;
  engine::DatasetPtr m_dataset;
  engine::Index m_index = 0;
  std::optional<engine::Index> m_training;  ///< the training sample that was shown last
  bool m_isShowingFirst = false;
};

}  // namespace pellucid::ui
