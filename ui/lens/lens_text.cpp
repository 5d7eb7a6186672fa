// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/lens_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <cmath>

#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

/// The context of these texts for translators.
struct LensText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::LensText)
};

}  // namespace

QString rateText(double rate) {
  return valueText(QString::number(rate, 'e', 1).toDouble());
}

QString heightText(double loss) {
  if (!std::isfinite(loss)) return LensText::tr("out of range");
  constexpr double kShort = 1e-3;  // below this, four decimals show too little
  return loss > 0 && loss < kShort ? shortValueText(loss) : lossText(loss);
}

QString verdictName(engine::RateVerdict verdict) {
  switch (verdict) {
    case engine::RateVerdict::NoWayDown:
      return LensText::tr("No way down");
    case engine::RateVerdict::TooSmall:
      return LensText::tr("Too small");
    case engine::RateVerdict::Right:
      return LensText::tr("About right");
    case engine::RateVerdict::TooLarge:
      break;
  }
  return LensText::tr("Too large");
}

QString verdictSentence(const engine::StepLens& lens) {
  const engine::RateVerdict verdict = engine::verdictOf(lens);
  const QString now = heightText(lens.batchNow);
  const QString then = heightText(lens.batchThen);
  const QString rate = valueText(lens.rate);
  const QString best = rateText(lens.own.best);
  const QString least = heightText(lens.own.least);
  QString text;
  if (verdict == engine::RateVerdict::NoWayDown)
    text = LensText::tr("Along the optimizer's step the loss of its batch, %1, falls nowhere.").arg(now);
  else if (then == now)
    text = LensText::tr(
               "With the rate %1 the next step leaves the loss of its batch at %2. With %3 it would be "
               "lowest: %4.")
               .arg(rate, now, best, least);
  else if (lens.batchThen > lens.batchNow)
    text = LensText::tr(
               "With the rate %1 the next step raises the loss of its batch from %2 to %3. With %4 it "
               "would be lowest: %5.")
               .arg(rate, now, then, best, least);
  else
    text = LensText::tr(
               "With the rate %1 the next step lowers the loss of its batch from %2 to %3. With %4 it "
               "would be lowest: %5.")
               .arg(rate, now, then, best, least);
  if (lens.testSize == 0) return text;
  return QStringLiteral("%1 %2").arg(
      text, LensText::tr("The same step takes the loss of %Ln test sample(s) from %1 to %2.", nullptr,
                         static_cast<int>(lens.testSize))
                .arg(heightText(lens.testNow), heightText(lens.testThen)));
}

QString lensReadout(const engine::StepLens& lens, std::size_t rate, bool hasOwn, bool hasGradient) {
  QStringList parts;
  const auto add = [&](const QString& name, const engine::LensCurve& curve) {
    parts << (curve.test.empty()
                  ? LensText::tr("%1: batch %2").arg(name, heightText(curve.batch[rate]))
                  : LensText::tr("%1: batch %2, test %3")
                        .arg(name, heightText(curve.batch[rate]), heightText(curve.test[rate])));
  };
  if (hasOwn) add(LensText::tr("optimizer's step"), lens.own);
  if (hasGradient) add(LensText::tr("gradient"), lens.gradient);
  return LensText::tr("Rate %1. %2.").arg(rateText(lens.rates[rate]), parts.join(QStringLiteral("; ")));
}

}  // namespace pellucid::ui
