// SPDX-License-Identifier: GPL-3.0-or-later
// The program's way into its window.
#pragma once

namespace pellucid::app {

/// `pellucid [PROJECT]`: opens the window and returns when it is closed. Without a display it says so, names
/// the command line and returns kNoDisplay.
int runWindow(int argc, char** argv);

/// Opens the window, measures it while it trains for this many seconds and prints the result. Returns an exit
/// code.
int benchWindow(int argc, char** argv, double seconds, bool isJson);

}  // namespace pellucid::app
