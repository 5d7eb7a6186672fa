// SPDX-License-Identifier: GPL-3.0-or-later
// The sample panel's content in words. Pure functions.
#pragma once

#include <QString>

#include "ui/run/moment.h"

namespace pellucid::ui {

enum class Verdict { None, Right, Wrong };

struct AnswerText {
  Verdict verdict =
      Verdict::None;  ///< None where the sample's class is not known or the network leans to none
  QString text;
  /// A text about as long as it can become while the network learns, for reserving room.
  QString longest = {};
  bool isJudged = false;  ///< the sample's class is known, so a verdict is expected
  friend bool operator==(const AnswerText&, const AnswerText&) = default;
};

/// "7 (99.8 %)": the network's answer for the moment's input, and how sure it is. A softmax output is a
/// probability; any other output is shown as it is: "7 (output 0.92)". For numeric answers: "z = 0.42 (should
/// be 0.5)".
AnswerText answerText(const Moment& moment);

/// "Test image 7 of 10,000: label 5 (Sandal)", "Drawing" or "Your own input"; the name only where it says
/// more than the number. Below it the inputs, if they have names.
QString captionText(const Moment& moment);

/// "60,000 training and 10,000 test images, 28×28, 10 classes"; "250 training and 250 test samples, 2 inputs,
/// a number: z".
QString datasetText(const engine::Dataset& dataset);

}  // namespace pellucid::ui
