// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/activation_box.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QStyledItemDelegate>
#include "ui/theme/type_scale.h"
#include "ui/widgets/enum_box.h"
#include "ui/widgets/function_curve.h"

namespace pellucid::ui {
namespace {

using engine::Activation;

constexpr double kListReach = 4;
constexpr QSize kCurve(60, 36);

Activation activationOf(const QModelIndex& index) {
  return static_cast<Activation>(index.data(Qt::UserRole).toInt());
}

class ActivationDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme& theme = themeOf(*option.widget);
    const Activation f = activationOf(index);
    painter->save();
    const bool isChosen = option.state.testFlag(QStyle::State_Selected);
    QColor ground = theme.accent;
    ground.setAlphaF(0.16F);
    if (isChosen) painter->fillRect(option.rect, ground);
    const QRect row = option.rect.adjusted(8, 4, -8, -4);
    paintActivation(*painter, QRectF(row.topLeft(), kCurve), f, kListReach, theme);
    const QRect words = row.adjusted(kCurve.width() + 12, 0, 0, 0);
    painter->setPen(theme.text);
    painter->setFont(typeFont(option.font, TypeSize::Heading, true));
    painter->drawText(words, Qt::AlignLeft | Qt::AlignTop, nameText(f));
    painter->setPen(theme.mutedText);
    painter->setFont(typeFont(option.font, TypeSize::Small));
    painter->drawText(words, Qt::AlignLeft | Qt::AlignBottom, formulaText(f));
    painter->restore();
  }

  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
    return {300, kCurve.height() + 8};
  }
};

}  // namespace

QString formulaText(Activation f) {
  switch (f) {
    case Activation::Linear:
      return QStringLiteral("z");
    case Activation::Exponential:
      return QStringLiteral("eᶻ");
    case Activation::Sigmoid:
      return QStringLiteral("σ(z) = 1 / (1 + e⁻ᶻ)");
    case Activation::BipolarSigmoid:
      return QStringLiteral("(1 − e⁻ᶻ) / (1 + e⁻ᶻ)");
    case Activation::Tanh:
      return QStringLiteral("(eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)");
    case Activation::Relu:
      return QStringLiteral("max(z, 0)");
    case Activation::LeakyRelu:
      return QStringLiteral("max(z, 0.01 z)");
    case Activation::Elu:
      return QStringLiteral("z,  eᶻ − 1 (z ≤ 0)");
    case Activation::Selu:
      return QStringLiteral("1.051 z,  1.758 (eᶻ − 1) (z ≤ 0)");
    case Activation::Gelu:
      return QStringLiteral("z Φ(z)");
    case Activation::GeluTanh:
      return QStringLiteral("z/2 (1 + tanh(√(2/π) (z + 0.0447 z³)))");
    case Activation::Silu:
      return QStringLiteral("z σ(z)");
    case Activation::Softplus:
      return QStringLiteral("ln(1 + eᶻ)");
    case Activation::Softsign:
      return QStringLiteral("z / (1 + |z|)");
    case Activation::HardSigmoid:
      return QStringLiteral("min(max(z/6 + ½, 0), 1)");
    case Activation::Softmax:
      return QStringLiteral("eᶻ / Σ eᶻ");
  }
  return {};
}

ActivationBox::ActivationBox() {
  setProperty("listScrolls", true);  // for the style: all its rows are taller than a small screen
  for (const auto& entry : engine::kEnumNames<Activation>)
    addItem(nameText(entry.value), static_cast<int>(entry.value));
  view()->setItemDelegate(new ActivationDelegate(view()));
  view()->setMinimumWidth(300);
  setMaxVisibleItems(9);
}

Activation ActivationBox::activation() const {
  return chosen<Activation>(*this);
}

void ActivationBox::setActivation(Activation activation) {
  choose(*this, activation);
}

}  // namespace pellucid::ui
