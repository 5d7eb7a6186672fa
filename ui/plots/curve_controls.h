// SPDX-License-Identifier: GPL-3.0-or-later
// How the curves are drawn, chosen by the buttons beside them: the horizontal axis, the quantity beside the
// loss, smoothing and logarithmic axes.
#pragma once

#include <QWidget>
#include <functional>
#include <set>

#include "ui/plots/curve_axis.h"
#include "ui/plots/curve_quantity.h"

class QMenu;
class QToolButton;

namespace pellucid::ui {

struct CurveChoices {
  CurveAxis axis = CurveAxis::Steps;
  CurveQuantity beside = CurveQuantity::Accuracy;  ///< beside the loss
  int smoothing = 1;                               ///< number of points averaged
  bool isAxisLogarithmic = false;
  /// The quantities with a logarithmic axis.
  std::set<CurveQuantity> logarithmic = {CurveQuantity::GradientNorm, CurveQuantity::UpdateRatio};
  friend bool operator==(const CurveChoices&, const CurveChoices&) = default;
};

class CurveControls : public QWidget {
  Q_OBJECT

 public:
  explicit CurveControls(QWidget* parent = nullptr);

  const CurveChoices& choices() const { return m_choices; }
  void choose(const CurveChoices& choices);

 signals:
  void chosen();
  void fitRequested();
  void exportRequested();
  void copyRequested();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QToolButton* addButton(const QString& text, const QString& tip);
  /// An entry that is checked while `isChosen`, and chooses when triggered.
  void addChoice(QMenu& menu, const QString& text, const QString& tip,
                 const std::function<bool(const CurveChoices&)>& isChosen,
                 const std::function<void(CurveChoices&)>& choose, bool isOneOfSeveral);
  void fillView(QMenu& menu);
  void setIcons();

  CurveChoices m_choices;
  QToolButton* m_fit;
  QToolButton* m_view;
  QToolButton* m_export;
};

}  // namespace pellucid::ui
