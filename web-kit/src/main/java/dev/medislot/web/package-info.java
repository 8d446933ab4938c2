/** The parts that all HTTP answers share: lists, cursors, entity tags and time bounds. */
@NullMarked
package dev.medislot.web;

import org.jspecify.annotations.NullMarked;
