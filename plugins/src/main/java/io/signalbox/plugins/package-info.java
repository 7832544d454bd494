/** The plug-ins that come with Signalbox, found by {@link java.util.ServiceLoader}. */
@NullMarked
package io.signalbox.plugins;

import org.jspecify.annotations.NullMarked;
