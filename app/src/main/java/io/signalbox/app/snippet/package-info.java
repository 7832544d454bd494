/// Requests as commands and programs that people paste elsewhere, and from what they paste here.
@NullMarked
package io.signalbox.app.snippet;

import org.jspecify.annotations.NullMarked;
