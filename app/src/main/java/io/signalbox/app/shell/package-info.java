/// The window: it places the panes and knows the keys. Entry type is [Workbench].
@NullMarked
package io.signalbox.app.shell;

import org.jspecify.annotations.NullMarked;
