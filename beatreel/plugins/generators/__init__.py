"""Plugins that paint and animate."""
