"""The design room: base pages, components, styles and scripts. It has no models and knows no other room."""
