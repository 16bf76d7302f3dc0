// Loading the page anew.

export const reload = () => location.reload();
