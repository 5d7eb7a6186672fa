// SPDX-License-Identifier: GPL-3.0-or-later
// One message from the program, such as what went wrong or what it did: a bar with the text, what can be done
// about it, and a button to close it. A new message replaces the old one. The text is never interpreted as
// HTML.
#pragma once

#include <QFrame>
#include <functional>
#include <vector>

class QAction;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace pellucid::ui {

class NotifierBar : public QFrame {
  Q_OBJECT

 public:
  enum class Severity { Info, Warning, Error };
  Q_ENUM(Severity)

  /// A button that runs the function and closes the bar.
  struct Offer {
    QString text;
    std::function<void()> run;
  };

  explicit NotifierBar(QWidget* parent = nullptr);

  void showInfo(const QString& message) { showMessage(message, Severity::Info); }
  void showWarning(const QString& message) { showMessage(message, Severity::Warning); }
  void showError(const QString& message) { showMessage(message, Severity::Error); }
  void showMessage(const QString& message, Severity severity, const std::vector<Offer>& offers = {});
  /// The button shows the action's text and tool tip and is enabled with it; likewise a button for `another`.
  /// Once either has been triggered, here or elsewhere, the message is out of date and goes.
  void showMessage(const QString& message, Severity severity, QAction& action, QAction* another = nullptr);
  /// Pixels, without wrapping the message.
  int widthInOneLine() const;
  /// Empty when there is no message.
  QString text() const;

 public slots:
  /// Hides the bar and forgets its message.
  void dismiss();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void removeOffers();
  QToolButton* addOffer();
  void addOffer(QAction& action);
  void setIcons();
  QColor colour() const;

  Severity m_severity = Severity::Info;
  QString m_message;
  QHBoxLayout* m_layout;
  QLabel* m_icon;
  QLabel* m_text;
  QToolButton* m_close;
  std::vector<QToolButton*> m_offers;
};

}  // namespace pellucid::ui
