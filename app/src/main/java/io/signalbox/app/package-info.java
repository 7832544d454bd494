/** The workbench. Its entry point is {@link io.signalbox.app.Main}. */
@NullMarked
package io.signalbox.app;

import org.jspecify.annotations.NullMarked;
