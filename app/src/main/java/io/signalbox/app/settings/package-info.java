/// What the user can settle, and the keys that there are. Entry type is [SettingsPage].
@NullMarked
package io.signalbox.app.settings;

import org.jspecify.annotations.NullMarked;
