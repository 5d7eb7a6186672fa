// SPDX-License-Identifier: GPL-3.0-or-later
// The results panels' content in words: data sets and sizes, cells, samples and answers. Pure functions.
#pragma once

#include <QString>

#include "ui/results/results.h"

namespace pellucid::ui {

/// "10,000 test images of mnist"
QString samplesText(const engine::Dataset& dataset, SampleSource source);
/// The same, followed by the step of the weights: "10,000 test images of mnist, step 18,750".
QString lookText(const Look& look);

/// "26 images of 4 taken for 9"; on the diagonal "938 images of 4 recognised".
QString cellText(const Look& look, Cell cell);
/// "4 taken for 9: 26 of 982, 2.6 %", for screen readers.
QString spokenCell(const Look& look, Cell cell);

/// The network's answer to a sample, in one line for screen readers: "Test image #2053, is 4, the network
/// says 9, 99.8 % sure, loss 6.2". For numeric answers: "…, should be 1.2, the network says 1.1, loss 0.01".
QString sampleText(const Look& look, engine::Index sample);
/// "is 4, says 9"; for numbers "is 1.2, says 1.1".
QString verdictText(const QString& truth, const QString& answer);
QString verdictText(const Look& look, engine::Index sample);
/// The inputs of a sample that is not an image: "x = 0.3, y = 1.2".
QString inputsOf(const Look& look, engine::Index sample);
/// An explanation of the network's certainty, where needed; empty for probabilities.
QString certaintyLesson(const Look& look);

/// Why there is nothing to see yet; empty where there is something. Null before the first moment.
QString emptyText(const Results& results);

}  // namespace pellucid::ui
