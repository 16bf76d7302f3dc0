// The workspace's colour: one attribute on the page, from which the stylesheet takes its variables.

import { useEffect } from "react";

/** Set the colour when it is known, and when an admin chooses another. @param {string} accent empty before it is known */
export const useAccent = (accent) => {
  useEffect(() => {
    if (accent) document.documentElement.dataset.accent = accent;
  }, [accent]);
};
